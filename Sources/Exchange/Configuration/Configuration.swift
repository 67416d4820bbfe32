import Journal
import Procedure

/// What a person or a machine sets once for `paydesk` (`config.yaml`).
public struct Configuration: Equatable, Sendable {
  /// Where the store is; nil says nothing of it.
  public var store: StoreAddress?
  /// A second store that is only read, for reports and searches; nil says nothing of it.
  public var replica: StoreAddress?
  /// The program that opens a proof's file or a link outside of the terminal, by its words; nil says nothing of it.
  public var opener: [String]?
  /// Whether the screen is for who hears it or feels it, line by line; nil says nothing of it, and then it is not.
  public var reader: Bool?
  /// The language of the screens; nil says nothing of it, and then it is English.
  public var language: Language?
  /// How the person is told of what happens while they look elsewhere; nil says nothing of it, and then they are not.
  public var notice: Notice?
  /// Whether the window's title says what waits; nil says nothing of it, and then it does.
  public var title: Bool?
  /// Whether the mouse does anything; nil says nothing of it, and then it does not.
  public var mouse: Bool?

  /// What it says of keys; nil says nothing of them, and then the usual ones count.
  public var keys: KeySettings?
  /// The line of each setting that it says something of.
  public var lines: [ConfigurationSetting: Int] = [:]

  /// How somebody is told of a window that lapsed or a decision that came.
  public enum Notice: String, CaseIterable, Sendable {
    /// Not at all.
    case off
    /// By the terminal's bell.
    case bell
    /// By a notice of the desktop, as OSC 9.
    case osc9
    /// By a notice of the desktop, as OSC 777.
    case osc777
  }

  /// Nothing is set.
  public init() {}
}
