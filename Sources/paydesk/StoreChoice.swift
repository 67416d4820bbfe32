import Exchange
import Foundation
import Journal

/// Which store is meant, and where that was said.
struct StoreChoice {
  /// Where it was said.
  enum Origin: Equatable {
    /// By an option, which is named.
    case option(String)
    /// By a variable of the environment, which is named.
    case environment(String)
    /// By a configuration file, which is named.
    case configuration(String)
    /// Nowhere: it is the usual place.
    case usual
  }

  var address: StoreAddress
  var origin: Origin

  /// The store that a text says, or a sentence with what was expected.
  static func said(_ text: String, by origin: Origin) throws(CommandFailure) -> StoreChoice {
    guard let address = StoreAddress(text) else {
      throw CommandFailure(
        .usage,
        "\(origin.name): found “\(StoreAddress.withoutPassword(text))”, expected a file’s path, postgres://HOST/NAME or service=NAME."
      )
    }
    return StoreChoice(address: address, origin: origin)
  }

  /// The copy that is configured; one belongs to the store that is configured.
  static func configuredReplica(of store: StoreChoice) throws -> StoreChoice? {
    guard case .configuration = store.origin else { return nil }
    return try configured(\.replica)
  }

  /// What the configuration says of a store.
  static func configured(_ setting: KeyPath<Configuration, StoreAddress?>) throws -> StoreChoice? {
    try Configuration.says(setting).map {
      StoreChoice(address: $0.value, origin: .configuration($0.file))
    }
  }
}

extension StoreChoice.Origin {
  /// As sentences name it.
  var name: String {
    switch self {
    case .option(let name): name
    case .environment(let name): "$" + name
    case .configuration(let file): file
    case .usual: "the usual place"
    }
  }

  /// As JSON names its kind.
  var kind: String {
    switch self {
    case .option: "option"
    case .environment: "environment"
    case .configuration: "configuration"
    case .usual: "usual"
    }
  }
}
