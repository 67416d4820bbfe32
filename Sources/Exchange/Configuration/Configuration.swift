import Journal

/// What a person or a machine sets once for `paydesk` (`config.yaml`).
public struct Configuration: Equatable, Sendable {
  /// Where the store is; nil says nothing of it.
  public var store: StoreAddress?
  /// A second store that is only read, for reports and searches; nil says nothing of it.
  public var replica: StoreAddress?
  /// The program that shows a proof's file outside of the terminal, by its words; nil says nothing of it.
  public var opener: [String]?

  /// Nothing is set.
  public init() {}
}
