import Exchange
@preconcurrency import Glibc
import Terminal

/// What goes to standard output and standard error: text passes the sanitiser on its way, JSON is inert by itself.
enum Output {
  /// Makes widths of characters those of UTF-8, whatever the environment says: what is printed always is. The three standard
  /// descriptors are no file of ours afterwards.
  static func prepare() {
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }
    holdStandardDescriptors()
  }

  /// Whoever starts a program may have closed its input or outputs. The next file that is opened would get that number, and
  /// what is printed would stand in the middle of it: the numbers are taken by something that fails instead.
  private static func holdStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest number that is free is this one. What is for reading cannot be written, and the other way round.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Prints text, each of its lines as one.
  static func line(_ text: String) { print(Sanitiser.cleanLines(text)) }

  /// Prints text of ours, which ends as it is to end.
  static func page(_ text: String) { print(text, terminator: "") }

  /// Prints a value on one line.
  static func json(_ value: JSONValue) { print(value.line) }

  /// Prints rows of CSV: to a file as they are, to a terminal without anything that it would obey.
  static func table(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    print(isTerminal(STDOUT_FILENO) ? Sanitiser.cleanLines(text) : text, terminator: "")
  }

  /// Says a sentence on standard error.
  static func complain(_ text: String) { warn("paydesk: " + text) }

  /// Says something on standard error that is no mistake.
  static func warn(_ text: String) { write(Sanitiser.cleanLines(text) + "\n", to: STDERR_FILENO) }

  /// Rows of cells, one under the other: each column is as wide as its widest cell, the last as it is.
  static func table(_ rows: [[String]], rightAligned: Set<Int>) -> [String] {
    let widths = rows.reduce(into: [Int: Int]()) { widths, row in
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column] ?? 0, TextLayout.width(cell))
      }
    }
    return rows.map { row in
      row.enumerated().compactMap { column, cell in
        guard let width = widths[column], width > 0 else { return nil }
        let isLast = column == row.count - 1
        return isLast
          ? inert(cell)
          : TextLayout.pad(cell, to: width, align: rightAligned.contains(column) ? .right : .left)
      }.joined(separator: "  ")
    }
  }

  /// Text without anything that a terminal would obey, on one line.
  static func inert(_ text: String) -> String { Sanitiser.clean(text) }

  /// Writes text as it is to a descriptor.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Sends what was printed on its way; a full disk behind a pipe is not passed over in silence.
  static func finish() throws {
    errno = 0
    // What was written on the way, and failed, is remembered with the stream alone.
    guard fflush(nil) == 0, ferror(stdout) == 0 else {
      let why = errno == 0 ? "part of it found no place" : String(cString: strerror(errno))
      throw CommandFailure(.inputOutput, "standard output cannot be written: \(why)")
    }
  }
}

extension String {
  /// The words as a sentence of its own, with a capital at its beginning.
  var sentence: String { prefix(1).uppercased() + dropFirst() }
}
