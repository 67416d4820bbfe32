import Foundation

/// An operating-system login: what a person is known by.
struct Login {
  /// Its number.
  var uid: UInt32
  /// Its name; the number where the system knows none.
  var name: String
  /// Its home folder.
  var home: String

  /// The login that this process runs as.
  static var current: Login {
    let uid = getuid()
    let entry = getpwuid(uid)?.pointee
    let home = ProcessInfo.processInfo.environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return Login(
      uid: uid, name: entry.map { String(cString: $0.pw_name) } ?? "\(uid)",
      home: home ?? entry.map { String(cString: $0.pw_dir) } ?? "/")
  }

  /// The login of a name; nil where the system has none such.
  static func named(_ name: String) -> Login? {
    getpwnam(name).map {
      Login(
        uid: $0.pointee.pw_uid, name: String(cString: $0.pointee.pw_name),
        home: String(cString: $0.pointee.pw_dir))
    }
  }
}
