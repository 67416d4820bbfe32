import Foundation

/// Sockets with a name in the file system.
enum UnixSocket {
  static func listen(at path: String) throws -> Int32 {
    let descriptor = try make(path) { bind($0, $1, $2) }
    guard Glibc.listen(descriptor, 64) == 0, chmod(path, 0o777) == 0 else {
      close(descriptor)
      throw PostgresServer.Failure(description: "\(path) cannot be listened on")
    }
    return descriptor
  }

  static func connect(to path: String) throws -> Int32 {
    try make(path) { Glibc.connect($0, $1, $2) }
  }

  /// So many bytes; nil where the other side has closed before.
  static func read(_ count: Int, _ from: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let read = bytes.withUnsafeMutableBytes {
        recv(from, $0.baseAddress?.advanced(by: got), count - got, 0)
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { return nil }
      got += read
    }
    return bytes
  }

  /// Sends all, and tells whether it went.
  static func send(_ bytes: [UInt8], _ to: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(to, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func make(
    _ path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard path.utf8.count < room.count else { return false }
      room.copyBytes(from: path.utf8)
      return true
    }
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard fits, code == 0 else {
      close(descriptor)
      throw PostgresServer.Failure(description: "\(path) cannot be used: error \(errno)")
    }
    return descriptor
  }
}
