extension JournalError {
  /// The sentence of what only a server can fail in; an address never holds a password.
  var serverDescription: String {
    switch self {
    case .noLibrary(false):
      "libpq is not installed, which paydesk needs to speak to a PostgreSQL server: `apt install libpq5`."
    case .noLibrary(true):
      "libpq is too old for paydesk: install that of PostgreSQL 14 or later, `apt install libpq5`."
    case .wrongAddress(let why):
      "The address of the server cannot be understood (\(why)): write it as postgres://USER@HOST/DATABASE or service=NAME."
    case .unreachable(let address, let why):
      "\(address) cannot be reached: \(why). Look whether the server runs and the address is right, and try again."
    case .loginRefused(let address, let why):
      "\(address) does not let you in: \(why). Check role and password, or ask who looks after the server."
    case .noSuchRole(let address, let role):
      "\(address) knows no role “\(role)”: ask a manager for `paydesk people add`, or give another user in the address."
    case .noSuchDatabase(let address):
      "\(address) is not there: check the name of the database, or make it with `paydesk store create`."
    case .noDesk(let address):
      "There is no desk in \(address): check the name of the database, or make one with `paydesk store create`."
    case .noMember(let address):
      "\(JournalError.user(in: address) ?? "This login") does not work at the desk of \(address), so nothing is shown: one of its managers can say `paydesk people add \(JournalError.user(in: address) ?? "LOGIN") --role executive`."
    case .notAllowed(let address, let why):
      "\(address) does not allow that to your role: \(why). Ask a manager for the role that may. Nothing was recorded."
    case .crowded(let address):
      "\(address) takes no more connections: try again in a moment, or have its max_connections raised."
    case .notReady(let address, let why):
      "\(address) is starting or stopping (\(why)): try again in a moment."
    case .standby(let address):
      "\(address) is a copy that takes no writes: give the address of the main server. Nothing was recorded."
    case .serverFull(let address):
      "The disk of the server at \(address) is full: have room made on it and say it again. Nothing was recorded."
    case .lost(let address, let mayHaveHappened):
      "The connection to \(address) was lost. \(JournalError.outcome(mayHaveHappened))"
    case .tooSlow(let address, let seconds, let mayHaveHappened):
      "\(address) did not answer within \(Int(seconds.rounded(.up))) s. \(JournalError.outcome(mayHaveHappened))"
    case .older(let path, let schema, let known):
      "\(path) was made by an older paydesk (schema \(schema); this one needs \(known)): run `paydesk store create` on it as its owner, nothing was changed."
    case .cannotCreate(let place, let why): "No store can be made at \(place): \(why)."
    case .cannotMove(let place, let why): "Nothing was moved to \(place): \(why)."
    case .ownerAlone(let address):
      "\(address) lets only who looks after the server do this: have its administrator say it, as in `sudo -u postgres paydesk …`. Nothing was changed."
    default: description
    }
  }

  /// Who is named in an address as it is shown.
  private static func user(in address: String) -> String? {
    guard let start = address.firstRange(of: "://")?.upperBound else { return nil }
    let place = address[start...].prefix { $0 != "/" }
    return place.lastIndex(of: "@").map { String(place[..<$0]) }
  }

  private static func outcome(_ mayHaveHappened: Bool) -> String {
    mayHaveHappened
      ? "Whether it was recorded is not known yet: look at it once the server answers, before you say it again."
      : "Nothing was recorded; say it again once the server answers."
  }
}
