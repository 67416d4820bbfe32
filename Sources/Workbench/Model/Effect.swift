import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What `update` asks to be done outside. Its answer comes back as a message; no key waits for it.
enum Effect: Sendable {
  // Read from the journal, off the loop; of one kind a later one takes the place of an earlier one that waits
  /// People and policy.
  case desk
  /// How many disputes each view holds, and what the time brings next.
  case counts(Actor)
  /// What happened since, for a person to be told of; without a beginning where it begins.
  case listen(since: Told?, Actor)
  /// Rows of the list.
  case page(PageFetch)
  /// A dispute with its surroundings.
  case look(TicketID)
  /// Disputes that the cursor comes to next.
  case looks(epoch: Int, [TicketID])
  /// What the escalated view shows of its rows.
  case evidence(number: Int, [TicketID])
  /// Everything that happened to a dispute.
  case history(TicketID)
  /// How the desk did in a period.
  case report(number: Int, ReportPeriod)
  /// What has to be known for a dispute to be explained in some circumstances.
  case why(Look, Context)
  /// Where proofs that are being typed stand on other disputes than this one, and in the vendor's ledger.
  case sightings([Proof], except: TicketID)
  /// All that is known of a vendor, so many lines of each part.
  case vendor(VendorName, limit: Int)
  /// Vendors whose names begin with a text, for the palette.
  case vendorNames(number: Int, String)
  /// The disputes on which a vendor still has something to say.
  case asked(VendorName)
  /// Disputes that hold a text.
  case search(number: Int, String)
  /// Codes of links, each with how much of a message it holds.
  case codes(number: Int, [(content: MessageScreen.Code.Content, link: String)])
  /// Opens an address on the desktop in front of the person.
  case openOutside(String)
  /// A proof's file by its name and hash, from a store that keeps no files: laid where a viewer finds it.
  case copyProof(String, sha256: String)

  /// Who is connected, and on what.
  case presence
  /// Tells the others which dispute is in front.
  case attend(TicketID?)

  // Recorded, in order, off the loop
  /// Commands on a dispute.
  case perform(Performance)
  /// Tries a command on several disputes, with nothing recorded.
  case rehearse(number: Int, ManyDisputes, Command, Actor)
  /// Gives up what is being tried: nobody waits for it any more.
  case stopRehearsing
  /// Does what was rehearsed, on each dispute by itself.
  case performAll(number: Int, Rehearsal)
  /// The same on several disputes, one after the other; one that is refused leaves the others alone.
  case performEach([Performance])
  /// Takes the first row of a view that is not the dispute in hand, and claims it if nobody holds it.
  case takeNext(QueueView, Actor, except: TicketID?, claims: Bool)

  // Drafts and files, off the loop
  /// The drafts that a person left.
  case loadDrafts(Person)
  /// Keeps a draft.
  case saveDraft(String, Draft)
  /// Forgets a draft.
  case removeDraft(String)
  /// What lies in the drop folder.
  case listDrop
  /// Paths that begin with a text.
  case completePath(String)
  /// Names of vendors that begin with a text.
  case completeVendor(String)

  // The screen's, on the loop
  /// Waits so many milliseconds.
  case wait(Wait, milliseconds: Int)
  /// Sends a text to the clipboard.
  case copy(String, what: String)
  /// Shows text outside the frames, for the mouse, and sends what is to be copied to the clipboard first.
  case plain([PlainPart], copying: String? = nil, what: String = "")
  /// Opens a text in the person's editor.
  case edit(String)
  /// Shows a theme; remembers it if it was chosen.
  case theme(String, isChosen: Bool)
  /// Tells the person of something, wherever they look.
  case notify(String)
  /// Draws the screen anew.
  case redraw
  /// Stops the process until it is continued.
  case suspend
  /// Ends the program.
  case quit
}

/// Disputes that one command is about.
enum ManyDisputes: Sendable {
  /// Those of these tickets.
  case named([TicketID])
  /// Everything open or escalated that somebody holds.
  case heldBy(Person)
}

/// Steps to be recorded on a dispute, in order; the first that fails ends the rest.
struct Performance: Sendable {
  /// Where it came from.
  enum Origin: Sendable {
    /// An action of one key.
    case action(ActionID)
    /// A form.
    case form(draft: String, Submission)
  }

  /// Its number.
  var number: Int
  /// The dispute.
  var dispute: TicketID
  /// The steps.
  var steps: [FormStep]
  /// Who acts.
  var actor: Actor
  /// The version that the person saw; nil for a ticket that is new.
  var expected: Int?
  /// Where it came from.
  var origin: Origin
}
