import Foundation
import Glibc

/// A file that somebody named on the command line; `-` is standard input.
struct GivenFile {
  var name: String

  /// The file's name for messages.
  var shown: String { name == "-" ? "standard input" : name }

  /// All of its bytes.
  func bytes() throws(CommandFailure) -> [UInt8] {
    do {
      if name == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
      try check()
      return Array(try Data(contentsOf: URL(filePath: name)))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.noInput, "\(shown) cannot be read: check its name and permissions.")
    }
  }

  /// Refuses what is not there, is a folder, or may not be read, in the system's words.
  func check() throws(CommandFailure) {
    guard name != "-" else { return }
    var status = stat()
    guard stat(name, &status) == 0, access(name, R_OK) == 0 else {
      throw CommandFailure(
        .noInput, "\(name) cannot be read: \(String(cString: strerror(errno))).")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw CommandFailure(.noInput, "\(name) is a folder: name a file.")
    }
  }

  /// Whether something stands under the name.
  var exists: Bool { access(name, F_OK) == 0 }

  /// Its size in bytes, where it has one.
  var size: Int? {
    var status = stat()
    guard name != "-", stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }
}
