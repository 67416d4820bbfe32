import Procedure

/// What has the keys: in each of these a key means one thing.
public enum Mode: String, CaseIterable, Sendable {
  /// The list of disputes.
  case queue
  /// The list of what a manager decides.
  case escalated
  /// The list of what waits to be done elsewhere.
  case outstanding
  /// The pane of one dispute.
  case dispute
  /// The page of a vendor.
  case vendor
  /// The reports.
  case report
  /// Every open question to one vendor.
  case callSheet
  /// A form: letters type, actions are on function keys.
  case form
  /// A proof that is looked at.
  case proof
  /// A list to choose from while typing: the palette, the search, all keys, the themes.
  case choice
  /// What changed beside what was typed.
  case conflict
  /// The comment for the ticketing platform.
  case comment
  /// The message to a vendor.
  case message
  /// What a vendor's reply seems to say.
  case reply
  /// What would be recorded, on one dispute or several, shown before it is done.
  case rehearsal
  /// Why something is as it is.
  case why

  /// What the configuration calls it.
  public var word: String {
    rawValue.reduce("") { $0 + ($1.isUppercase ? "-\($1.lowercased())" : String($1)) }
  }

  /// The lists.
  public static let lists: Set<Mode> = [.queue, .escalated, .outstanding]
  /// The lists and the dispute.
  public static let panes: Set<Mode> = lists.union([.dispute])
  /// The screens that take the place of the panes.
  public static let screens: Set<Mode> = [.vendor, .report, .callSheet]
  /// What lies over the panes as a sheet without a cursor.
  public static let sheets: Set<Mode> = [.conflict, .comment, .message, .rehearsal]
  /// Wherever letters are actions.
  public static let everywhere: Set<Mode> = panes.union(screens)
  /// Where measures against a vendor are taken, each on a dispute of it.
  public static let measures: Set<Mode> = work.union([.vendor])
  /// Where letters work on a dispute.
  public static let work: Set<Mode> = [.queue, .escalated, .dispute]

  /// The heading over its keys, in the language of the screens.
  var shown: String { phrase(heading) }

  /// The heading over its keys.
  var heading: Phrase {
    switch self {
    case .queue: Phrase("In the queue")
    case .escalated: Phrase("In the escalated view")
    case .outstanding: Phrase("In the outstanding view")
    case .dispute: Phrase("In a dispute")
    case .vendor: Phrase("On a vendor’s page")
    case .report: Phrase("In the reports")
    case .callSheet: Phrase("On a call sheet")
    case .form: Phrase("In a form")
    case .proof: Phrase("While looking at a proof")
    case .choice: Phrase("In a list to choose from")
    case .conflict: Phrase("When somebody was faster")
    case .comment: Phrase("At the comment")
    case .message: Phrase("At the message to a vendor")
    case .reply: Phrase("At a vendor’s reply")
    case .rehearsal: Phrase("At a rehearsal")
    case .why: Phrase("At “why is this here?”")
    }
  }
}
