import Exchange
import Journal
import struct Journal.Look
import Procedure
import Terminal

/// Everything that the screen shows and the next key depends on; a value.
///
/// `update` makes the next one of it and says what is to be done outside; `view` draws it. Neither reads a clock, a file or
/// the journal.
struct Model: Sendable {
  /// Who sits here, when, and under which policy.
  var session: Session
  /// The size of what is drawn: the screen's, or where frames are read that of the frame which becomes lines.
  private(set) var size: Size
  /// The size of the screen.
  private(set) var window: Size
  /// The list.
  var queue = QueuePane()
  /// Whether views that can be are grouped by vendor.
  var isGrouping = false
  /// How many disputes each view holds; nil until it is known.
  var counts: [QueueView: Int]?
  /// What the time alone brings next.
  var upcoming = Upcoming()
  /// What the person is told of wherever they look.
  var listening = Listening()
  /// What is known of the disputes that the escalated view shows, by ticket.
  var evidence: [TicketID: Evident] = [:]
  /// Evidence that answers this request or an earlier one is stale: something was recorded since.
  var staleRequest = 0
  /// How far the evidence of the dispute under the cursor is scrolled.
  var evidenceScroll: EvidenceScroll?
  /// The views that the person keeps.
  var views: [SavedView] = []
  /// The number of the last paste that was looked for.
  var pasted = 0
  /// The disputes that are marked, to be decided together, in the order in which they were marked.
  var marks: [TicketID] = [] { didSet { marked = Set(marks) } }
  /// The same, to be looked up.
  private(set) var marked: Set<TicketID> = []
  /// The number of the request for everything in a view, to be marked; 0 where none is under way.
  var marking = 0
  /// What this person recorded, to be said again.
  var done = Done()
  /// The macros, once the palette was opened.
  var macros: [Macro] = []
  /// What was just recorded on several at once, until something else is.
  var bulk: BulkDone?
  /// The dispute that is shown.
  var pane = DisputePane()
  /// The disputes that the cursor comes to next.
  var ahead = ReadAhead()
  /// Which pane has the keys, unless a form or an overlay has them.
  var focus = Focus.list
  /// Whether one pane has the whole screen.
  var zoom = Zoom.none
  /// How far one is in the tour; nil where nobody takes it.
  var tour: Tour?
  /// The tour that was left, to be gone on with.
  var leftTour: Tour?
  /// Whether the tour is offered: this is the first time.
  var offersTour = false
  /// Whether the mouse does anything.
  var takesMouse = false
  /// The screens that were opened in the place of the panes, the last one on top.
  var screens: [OpenedScreen] = []
  /// The open forms; the last one has the keys.
  var forms: [OpenForm] = []
  /// What lies over the panes.
  var overlay: Overlay?
  /// What the program has to say, until the next key.
  var notice: Notice? { didSet { if notice != nil { listener.said += 1 } } }
  /// What somebody who hears the screen was told.
  var listener = Listener()
  /// What was refused just before this key.
  var refused: Refusal?
  /// Where payments that are being typed were seen before.
  var sighted = SightedPayments()
  /// The marks of those that were looked for.
  var lookedUp: [String] = []
  /// What was typed into forms and not recorded, by key.
  var drafts: [String: Draft] = [:]
  /// What lies in the drop folder.
  var drop: [DropFile] = []
  /// How the store can be reached, and who else is at it.
  var live = Live()
  /// What is being recorded.
  var performing: Performance?
  /// Whether the next dispute is being looked for.
  var isTakingNext = false
  /// What is to be done as soon as the dispute is there.
  var deferred: ActionID?
  /// Keys that wait for what is being done, in order.
  var typeahead: [Key] = []
  /// Numbers requests, so that late answers are known.
  var lastNumber = 0
  /// What `update` has found to be done outside.
  var effects: [Effect] = []
  /// Whether the program is about to end.
  var isDone = false

  init(session: Session, size: Size) {
    self.session = session
    self.size = size
    window = size
    settle(size)
  }

  /// Takes in the size of the screen.
  mutating func settle(_ window: Size) {
    self.window = window
    size = session.glyphs.isRead ? Listener.page(on: window) : window
  }

  /// What has the keys.
  var mode: Mode {
    switch overlay {
    case .choice: return .choice
    case .conflict: return .conflict
    case .comment: return .comment
    case .message: return .message
    case .reply: return .reply
    case .rehearsal, .preview: return .rehearsal
    case .why: return .why
    case .proof: return .proof
    case nil: break
    }
    if !forms.isEmpty { return .form }
    return paneMode
  }

  /// What the keys mean below forms and overlays.
  var paneMode: Mode {
    switch focus {
    case .list: listMode
    case .dispute: .dispute
    case .screen: screen?.mode ?? listMode
    }
  }

  /// What the list's keys mean.
  var listMode: Mode {
    switch queue.view {
    case .escalated: .escalated
    case .outstanding: .outstanding
    default: .queue
    }
  }

  /// Has something done outside.
  mutating func send(_ effect: Effect) { effects.append(effect) }

  /// Numbers a request.
  mutating func number() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// Says something until the next key.
  mutating func say(_ text: String, _ tone: Notice.Tone = .info, mend: ActionID? = nil) {
    notice = Notice(text: text, tone: tone, mend: mend)
  }
}

/// Who sits here, when, and under which policy.
struct Session: Sendable {
  /// Who acts.
  var actor: Actor
  /// Whether this is the sample, in which `:as` works.
  var isSample: Bool
  /// People and policy.
  var desk: Desk
  /// What time it is.
  var now: Instant
  /// The signs of the screen.
  var glyphs: Glyphs
  /// The theme that is shown.
  var themeName: String
  /// The themes that there are.
  var themeNames: [String]
  /// Whether there are keys to be named; a page has none, and names actions by the words with which they are said.
  var hasKeys = true
  /// Whether the terminal takes ASCII alone, where `glyphs` are those that are read.
  var isASCIITerminal = false
  /// Whether pictures have colours here: the terminal has those that are the same everywhere.
  var hasPictureColours = false
  /// Which keys do what.
  var keys = KeyMap.usual

  /// Seconds east of UTC at which times are shown.
  var offset: Int { desk.policy.offset }

  /// The circumstances in which a dispute is looked at.
  func context(_ look: Look?) -> Context {
    Context(
      actor: actor, now: max(now, look?.dispute.touchedAt ?? now), policy: desk.policy,
      surroundings: look?.surroundings ?? Surroundings())
  }
}

/// Which pane has the keys.
enum Focus: Sendable, Equatable {
  case list, dispute
  /// The screen that takes the place of both.
  case screen
}

/// Whether one pane has the whole screen.
enum Zoom: Sendable, Equatable {
  /// Each has its part.
  case none
  /// The pane that has the keys has it all.
  case pane
  /// The evidence of the escalated view has it all, and elsewhere the pane that has the keys.
  case evidence
}

/// What the program has to say.
struct Notice: Sendable, Equatable {
  /// How it is meant.
  enum Tone: Sendable, Equatable {
    /// To know.
    case info
    /// It was done.
    case good
    /// The core's refusal.
    case refusal
    /// Something outside failed.
    case trouble
  }

  /// One plain sentence.
  var text: String
  /// How it is meant.
  var tone: Tone
  /// What mends it.
  var mend: ActionID?
  /// The core's refusal, where it is one.
  var refusal: Refusal?
}

/// What lies over the panes.
enum Overlay: Sendable {
  /// A list to choose from.
  case choice(Choice)
  /// Somebody was faster.
  case conflict(ConflictScreen)
  /// The comment for the platform.
  case comment(CommentScreen)
  /// The message to a vendor.
  case message(MessageScreen)
  /// What a vendor's reply seems to say.
  case reply(ReplyScreen)
  /// A decision on several disputes.
  case rehearsal(RehearsalScreen)
  /// What would be recorded on one.
  case preview(PreviewScreen)
  /// Why something is as it is.
  case why(WhyScreen)
  /// A proof that is looked at.
  case proof(ProofScreen)
}

/// What is kept of a form.
struct Draft: Sendable, Equatable {
  /// The version of the dispute that the form was opened on.
  var version: Int
  /// Its fields.
  var fields: [String: String]
}
