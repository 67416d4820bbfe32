import Foundation

/// Where a server of the tests lives.
enum ServerFolder {
  /// A new folder that belongs to a user, with a name so short that a socket in it has one of at most 107 bytes.
  static func make(for user: String?) throws -> String {
    let wished = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    let base = wished.utf8.count <= 60 && isOpen(wished) ? wished : "/tmp"
    let path = "\(base)/pd-pg-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
    guard mkdir(path, 0o755) == 0 else {
      throw PostgresServer.Failure(description: "\(path) cannot be made")
    }
    if let user, let entry = getpwnam(user) {
      guard chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0 else {
        throw PostgresServer.Failure(description: "\(path) cannot be given to \(user)")
      }
    }
    return path
  }

  /// Whether everybody may go through a folder and those above it.
  private static func isOpen(_ path: String) -> Bool {
    var path = path
    while path.count > 1 {
      var found = stat()
      guard stat(path, &found) == 0, found.st_mode & S_IXOTH != 0 else { return false }
      path = (path as NSString).deletingLastPathComponent
    }
    return true
  }
}

/// The numbers of ports.
enum Loopback {
  /// A port of 127.0.0.1 that nobody listens on.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isFound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard isFound else { throw PostgresServer.Failure(description: "no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
