/// What a configuration file says of keys, as it is written there. What its words mean the workbench knows, which has the
/// actions: `KeyMap`.
public struct KeySettings: Hashable, Sendable {
  /// A word of the file, and its line, from 1.
  public struct Word: Hashable, Sendable {
    /// The word.
    public var text: String
    /// Its line.
    public var line: Int

    /// A word of the file.
    public init(_ text: String, line: Int) {
      self.text = text
      self.line = line
    }
  }

  /// The keys of one action in one context.
  public struct Entry: Hashable, Sendable {
    /// Where they count.
    public var context: Word
    /// What they do.
    public var action: Word
    /// The keys; none takes all keys away.
    public var keys: [Word]

    /// The keys of one action in one context.
    public init(context: Word, action: Word, keys: [Word]) {
      self.context = context
      self.action = action
      self.keys = keys
    }
  }

  /// The file's name.
  public var file: String
  /// The preset that it chooses, if it chooses one.
  public var preset: Word?
  /// What it says of actions, in its order.
  public var entries: [Entry] = []

  /// Nothing is said of keys.
  public init(file: String) { self.file = file }
}
