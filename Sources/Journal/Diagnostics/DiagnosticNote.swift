import Procedure

/// A line of the diagnostic log: a name, and what there is to say.
///
///     DiagnosticNote("read").saying("took", elapsed).description   // "read took=0.412ms"
///
/// It is made of words that stand in the program's source, of figures and of the names of cases and types. There is no way to
/// put in a text that came from outside, so none about a person can get in; `StaticString` sees to that when it is compiled.
public struct DiagnosticNote: Sendable, CustomStringConvertible {
  /// The line, without moment and line end.
  public private(set) var description: String

  /// A note of a name alone.
  public init(_ name: StaticString) { description = "\(name)" }

  /// The note with a word of the program's.
  public func saying(_ name: StaticString, _ word: StaticString) -> DiagnosticNote {
    adding(name, "\(word)")
  }

  /// The note with a number.
  public func saying(_ name: StaticString, _ number: Int) -> DiagnosticNote {
    adding(name, "\(number)")
  }

  /// The note with yes or no.
  public func saying(_ name: StaticString, _ isSo: Bool) -> DiagnosticNote {
    adding(name, isSo ? "yes" : "no")
  }

  /// The note with a length of time, in milliseconds.
  public func saying(_ name: StaticString, _ duration: Duration) -> DiagnosticNote {
    let (seconds, attoseconds) = duration.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let rest = String(microseconds % 1_000)
    let digits = String(repeating: "0", count: 3 - rest.count) + rest
    return adding(name, "\(microseconds / 1_000).\(digits)ms")
  }

  /// The note with one of a list that stands in the program.
  public func saying<Word: CaseIterable & RawRepresentable<String>>(
    _ name: StaticString, _ word: Word
  ) -> DiagnosticNote {
    adding(name, word.rawValue)
  }

  /// The note with the name of a type.
  public func saying(_ name: StaticString, _ type: any Any.Type) -> DiagnosticNote {
    adding(name, String(reflecting: type))
  }

  /// The note with the kind of an error, and nothing of what it says.
  public func saying(_ error: any Error) -> DiagnosticNote {
    switch error {
    case let error as JournalError: saying("error", error.kind)
    case let refusal as Refusal: saying("refused", refusal.reason)
    default: saying("error", type(of: error))
    }
  }

  /// The note with how a store can be reached.
  public func saying(_ link: Link) -> DiagnosticNote {
    switch link {
    case .connected: saying("state", "connected")
    case .polling(let seconds, _): saying("state", "polling").saying("seconds", seconds)
    case .lost: saying("state", "lost")
    }
  }

  /// The note with what `TERM` names, as far as it can be a terminal's name.
  public func saying(terminal: String) -> DiagnosticNote {
    let isName = terminal.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "+-._".utf8.contains(byte)
    }
    return adding("terminal", isName && terminal.utf8.count <= 32 ? terminal : "unusual")
  }

  private func adding(_ name: StaticString, _ text: String) -> DiagnosticNote {
    var note = self
    note.description += " \(name)=\(text)"
    return note
  }
}
