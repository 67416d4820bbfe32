import Exchange
import Synchronization
import Workbench

extension Configuration {
  /// What each file says, once it was read: a command asks for several settings.
  private static let known = Mutex<[String: Configuration]>([:])

  /// What a file says; nil where there is none.
  static func file(_ name: String) throws -> Configuration? {
    if let known = known.withLock({ $0[name] }) { return known }
    let file = GivenFile(name: name)
    guard file.exists else { return nil }
    switch ConfigurationFile.parse(
      try file.bytes(limit: 1 << 17), file: name, home: Login.current.home)
    {
    case .failure(let mistakes):
      throw CommandFailure(.configuration, mistakes.description)
    case .success(let configuration):
      known.withLock { $0[name] = configuration }
      return configuration
    }
  }

  /// What is configured of one setting, and in which file: the person's own first, then the machine's.
  static func says<Value>(
    _ setting: KeyPath<Configuration, Value?>
  ) throws -> (value: Value, file: String)? {
    for name in Folders.configurations {
      if let value = try file(name)?[keyPath: setting] { return (value, name) }
    }
    return nil
  }
}

extension KeyMap {
  /// The keys as all configuration files together have them.
  static func inEffect() throws -> KeyMap {
    switch read(try Folders.configurations.compactMap { try Configuration.file($0)?.keys }) {
    case .success(let keys): return keys
    case .failure(let mistakes):
      throw CommandFailure(.configuration, mistakes.description)
    }
  }
}
