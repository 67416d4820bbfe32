import Procedure

extension JournalError {
  /// The sentence of what only a server can fail in; an address never holds a password.
  var saidOfServer: Phrase {
    switch self {
    case .noLibrary(false):
      Phrase(
        "libpq is not installed, which paydesk needs to speak to a PostgreSQL server: `apt install libpq5`."
      )
    case .noLibrary(true):
      Phrase(
        "libpq is too old for paydesk: install that of PostgreSQL 14 or later, `apt install libpq5`."
      )
    case .wrongAddress(let why):
      Phrase(
        "The address of the server cannot be understood (\(why)): write it as postgres://USER@HOST/DATABASE or service=NAME."
      )
    case .unreachable(let address, let why):
      Phrase(
        "\(address) cannot be reached: \(why). Look whether the server runs and the address is right, and try again."
      )
    case .loginRefused(let address, let why):
      Phrase(
        "\(address) does not let you in: \(why). Check role and password, or ask who looks after the server."
      )
    case .noSuchRole(let address, let role):
      Phrase(
        "\(address) knows no role “\(role)”: ask a manager for `paydesk people add`, or give another user in the address."
      )
    case .noSuchDatabase(let address):
      Phrase(
        "\(address) is not there: check the name of the database, or make it with `paydesk store create`."
      )
    case .noDesk(let address):
      Phrase(
        "There is no desk in \(address): check the name of the database, or make one with `paydesk store create`."
      )
    case .noMember(let address):
      Phrase(
        "\(JournalError.user(in: address) ?? "This login") does not work at the desk of \(address), so nothing is shown: one of its managers can say `paydesk people add \(JournalError.user(in: address) ?? "LOGIN") --role executive`."
      )
    case .notAllowed(let address, let why):
      Phrase(
        "\(address) does not allow that to your role: \(why). Ask a manager for the role that may. Nothing was recorded."
      )
    case .crowded(let address):
      Phrase(
        "\(address) takes no more connections: try again in a moment, or have its max_connections raised."
      )
    case .notReady(let address, let why):
      Phrase("\(address) is starting or stopping (\(why)): try again in a moment.")
    case .standby(let address):
      Phrase(
        "\(address) is a copy that takes no writes: give the address of the main server. Nothing was recorded."
      )
    case .serverFull(let address):
      Phrase(
        "The disk of the server at \(address) is full: have room made on it and say it again. Nothing was recorded."
      )
    case .lost(let address, let mayHaveHappened):
      Phrase("The connection to \(address) was lost. \(JournalError.outcome(mayHaveHappened))")
    case .tooSlow(let address, let seconds, let mayHaveHappened):
      Phrase(
        "\(address) did not answer within \(Int(seconds.rounded(.up))) s. \(JournalError.outcome(mayHaveHappened))"
      )
    case .older(let path, let schema, let known):
      Phrase(
        "\(path) was made by an older paydesk (schema \(schema); this one needs \(known)): run `paydesk store create` on it as its owner, nothing was changed."
      )
    case .cannotCreate(let place, let why): Phrase("No store can be made at \(place): \(why).")
    case .cannotMove(let place, let why): Phrase("Nothing was moved to \(place): \(why).")
    case .ownerAlone(let address):
      Phrase(
        "\(address) lets only who looks after the server do this: have its administrator say it, as in `sudo -u postgres paydesk …`. Nothing was changed."
      )
    default: said
    }
  }

  /// Who is named in an address as it is shown.
  private static func user(in address: String) -> String? {
    guard let start = address.firstRange(of: "://")?.upperBound else { return nil }
    let place = address[start...].prefix { $0 != "/" }
    return place.lastIndex(of: "@").map { String(place[..<$0]) }
  }

  private static func outcome(_ mayHaveHappened: Bool) -> Phrase {
    mayHaveHappened
      ? Phrase(
        "Whether it was recorded is not known yet: look at it once the server answers, before you say it again."
      )
      : Phrase("Nothing was recorded; say it again once the server answers.")
  }
}
