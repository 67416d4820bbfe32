extension JournalError {
  /// What it is called, with nothing of what it says.
  var kind: StaticString {
    switch self {
    case .conflict: "conflict"
    case .unreadable: "unreadable"
    case .newer: "newer"
    case .readOnly: "readOnly"
    case .full: "full"
    case .diskFailed: "diskFailed"
    case .busy: "busy"
    case .replaced: "replaced"
    case .broken: "broken"
    case .noLibrary: "noLibrary"
    case .wrongAddress: "wrongAddress"
    case .unreachable: "unreachable"
    case .loginRefused: "loginRefused"
    case .noSuchRole: "noSuchRole"
    case .noSuchDatabase: "noSuchDatabase"
    case .noDesk: "noDesk"
    case .noMember: "noMember"
    case .notAllowed: "notAllowed"
    case .crowded: "crowded"
    case .notReady: "notReady"
    case .standby: "standby"
    case .serverFull: "serverFull"
    case .lost: "lost"
    case .tooSlow: "tooSlow"
    case .older: "older"
    case .cannotCreate: "cannotCreate"
    case .cannotMove: "cannotMove"
    case .ownerAlone: "ownerAlone"
    }
  }
}
