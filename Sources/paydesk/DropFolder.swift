import Foundation

/// The folder where files lie ready for the proof form. Nothing that lies there is ever
/// overwritten.
struct DropFolder {
  var path: String

  /// Lays bytes into the folder under a name that nothing has, readable by their owner alone.
  /// Where a file of the ticket holds the same already, that one stays the only one.
  ///
  /// - Returns: the file's path, and whether it is new.
  func lay(
    _ bytes: [UInt8], named name: String, for ticket: String
  ) throws(CommandFailure) -> (path: String, isNew: Bool) {
    // A name that begins with a dot is hidden, and lies ready for nobody.
    let prefix =
      DropFolder.shortened(
        (ticket.hasPrefix(".") ? "_" : "") + DropFolder.plain(ticket), to: 80) + "-"
    let wanted = prefix + DropFolder.shortened(DropFolder.plain(name), to: 120)
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(.cannotCreate, "\(path)/\(wanted) cannot be written: check the folder.")
    }
    if let same = file(holding: bytes, prefix: prefix) { return (same, false) }
    let temporary = path + "/.\(UUID().uuidString).tmp"
    defer { unlink(temporary) }
    guard DropFolder.write(bytes, to: temporary) else { throw unwritable(wanted) }
    var number = 1
    while true {
      let place = path + "/" + DropFolder.numbered(wanted, number)
      // Unlike a rename, a link never takes the place of a file that is there.
      if link(temporary, place) == 0 { return (place, true) }
      guard errno == EEXIST else { throw unwritable(wanted) }
      number += 1
    }
  }

  /// A name without anything that a terminal would obey, and without folders.
  static func plain(_ name: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: continue
      default: break
      }
      guard !properties.isBidiControl else { continue }
      plain.append(scalar == "/" ? "_" : scalar)
    }
    return String(plain)
  }

  /// The name in at most so many bytes, its ending kept: file systems take no more than 255.
  private static func shortened(_ name: String, to limit: Int) -> String {
    guard name.utf8.count > limit else { return name }
    let ending =
      name.lastIndex(of: ".").map { name[$0...] }.flatMap { $0.utf8.count <= 10 ? $0 : nil } ?? ""
    var beginning = name.dropLast(ending.count)
    while beginning.utf8.count + ending.utf8.count > limit { beginning.removeLast() }
    return String(beginning) + String(ending)
  }

  /// The name itself for 1, then `receipt-2.png`, `receipt-3.png` and so on.
  private static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1 else { return name }
    guard let dot = name.lastIndex(of: ".") else { return "\(name)-\(number)" }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }

  /// A file of the ticket in the folder that holds these bytes.
  private func file(holding bytes: [UInt8], prefix: String) -> String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted().map { path + "/" + $0 }.first {
      let file = GivenFile(name: $0)
      return file.size == bytes.count && (try? file.bytes(limit: bytes.count + 1)) == bytes
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        break
      }
    }
    return close(descriptor) == 0 && written == bytes.count
  }

  private func unwritable(_ name: String) -> CommandFailure {
    let reason = String(cString: strerror(errno))
    return CommandFailure(.cannotCreate, "\(path)/\(name) cannot be written: \(reason).")
  }
}
