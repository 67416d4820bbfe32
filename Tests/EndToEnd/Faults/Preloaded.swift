import Foundation
import PostgresServer
import Testing

/// Calls of the system that fail on purpose, and clocks that are wrong, in front of the program: `Preload/faults.c`, which says what
/// each variable means.
enum Preloaded {
  /// What goes wrong with a write.
  enum Fault: String, CaseIterable {
    case inputOutput = "EIO"
    case noRoom = "ENOSPC"
    case short = "SHORT"
    case gone = "GONE"
  }

  /// The environment of a program that this happens to.
  ///
  /// - Parameters:
  ///   - fault: what goes wrong.
  ///   - number: at which write; nil is at each.
  ///   - lasts: whether everything after it fails too.
  ///   - told: a file that gets a line for each write.
  static func environment(
    _ fault: Fault? = nil, at number: Int? = nil, lasts: Bool = false, while file: String? = nil,
    on files: String, told: String? = nil
  ) throws -> [String: String] {
    var words = ["LD_PRELOAD": try library.get(), "FAULT_FILES": files]
    words["FAULT_ON"] = fault?.rawValue
    words["FAULT_AT"] = number.map(String.init)
    words["FAULT_LASTS"] = lasts ? "1" : nil
    words["FAULT_WHILE"] = file
    words["FAULT_TOLD"] = told
    return words
  }

  /// The environment of a program whose clock is so many seconds ahead.
  static func environment(ahead seconds: Int) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "CLOCK_AHEAD": "\(seconds)"]
  }

  /// The library, made once by the compiler that makes the package's own C.
  private static let library = Result {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Preload/faults.c").path
    let made = NSTemporaryDirectory() + "paydesk-faults-\(getpid()).so"
    atexit { unlink(NSTemporaryDirectory() + "paydesk-faults-\(getpid()).so") }
    for compiler in ["clang", "cc", "gcc"] {
      let compiling = Process()
      compiling.executableURL = URL(filePath: "/usr/bin/env")
      compiling.arguments = [
        compiler, "-std=gnu11", "-O1", "-shared", "-fPIC", "-o", made, source,
      ]
      try compiling.run()
      compiling.waitUntilExit()
      if compiling.terminationStatus == 0 { return made }
    }
    throw PlainTerminal.Trouble(description: "no compiler of C makes \(source)")
  }
}
