import Journal
import Procedure
// `Terminal` has a `Look` of its own, and `Journal` names a protocol too, so only the signs are taken from there.
import struct Terminal.Glyphs

/// Everything that a form looks at beside what was typed; a value, made anew for each key and each frame.
public struct FormContext: Sendable {
  /// The dispute that the form is about; nil for a new ticket.
  public var look: Look?
  /// Who acts, when, under which policy, and what is known of elsewhere.
  public var context: Context
  /// The signs of the screen.
  public var glyphs: Glyphs
  /// Whether phone numbers and payment addresses are hidden.
  public var isMasked: Bool
  /// What lies in the drop folder.
  public var drop: [DropFile]
  /// The people of the desk.
  public var desk: Desk
  /// The disputes that are marked.
  public var marked: [TicketID]
  /// Which keys do what, and what sentences call them.
  public var keys: KeyMap

  /// What a form looks at.
  public init(
    look: Look?, context: Context, glyphs: Glyphs = .unicode, isMasked: Bool = true,
    drop: [DropFile] = [], desk: Desk = Desk(), marked: [TicketID] = [], keys: KeyMap = .usual
  ) {
    self.look = look
    self.context = context
    self.glyphs = glyphs
    self.isMasked = isMasked
    self.drop = drop.sorted { $0.modified > $1.modified }
    self.desk = desk
    self.marked = marked
    self.keys = keys
  }

  /// The key of one of a form's actions in brackets, behind its words; nothing where it has none.
  func bracketed(_ id: ActionID) -> String {
    keys.keys(of: id, in: .form).first.map { " (\($0.name(glyphs)))" } ?? ""
  }

  /// The key of one of a form's actions for sentences; what it is called where it has none.
  func named(_ id: ActionID, else words: String) -> String {
    keys.keys(of: id, in: .form).first?.name(glyphs) ?? words
  }

  /// Who works at the desk, for completion.
  var people: [Person] { desk.people.keys.sorted { $0.text < $1.text } }
  /// Who can hold disputes.
  var holders: [Person] { desk.holders }
  /// The dispute that the form is about.
  var dispute: Dispute? { look?.dispute }
  /// The seconds east of UTC at which times are typed and shown.
  var offset: Int { context.policy.offset }
}

/// A file in the drop folder, where screenshots arrive by SFTP or from a phone.
public struct DropFile: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its path.
  public var path: String
  /// Its size in bytes.
  public var size: Int64
  /// When it was last written.
  public var modified: Instant

  /// A file in the drop folder.
  public init(name: String, path: String, size: Int64, modified: Instant) {
    self.name = name
    self.path = path
    self.size = size
    self.modified = modified
  }

  /// The size as people read it: `84 kB`.
  var sizeShown: String {
    if size < 1_000 { return "\(size) B" }
    if size < 1_000_000 { return "\((size + 500) / 1_000) kB" }
    return "\(size / 1_000_000).\(size / 100_000 % 10) MB"
  }
}
