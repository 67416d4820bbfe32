import Exchange
import Journal
import Pictures
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
  /// Disputes that the cursor comes to next, with what follows from them for who sits here.
  case looks(epoch: Int, [TicketID], Session)
  /// What the escalated view shows of its rows.
  case evidence(number: Int, [TicketID])
  /// Everything that happened to a dispute.
  case history(TicketID)
  /// The same with the dispute, for something of it to be taken back.
  case undoing(number: Int, TicketID)
  /// How the desk did in a period.
  case report(number: Int, ReportPeriod)
  /// What has to be known for a dispute to be explained in some circumstances.
  case why(Look, Context)
  /// Where payments that are being typed stand on other disputes than this one, and in the vendor's ledger.
  case sightings(TypedPayments, except: TicketID)
  /// All that is known of a vendor, so many lines of each part.
  case vendor(VendorName, limit: Int)
  /// Vendors whose names begin with a text, for the palette.
  case vendorNames(number: Int, String)
  /// The disputes on which a vendor still has something to say.
  case asked(VendorName)
  /// What a query means, as far as it is found while somebody types.
  case search(number: Int, DisputeQuery, Actor)
  /// Vendors whose names begin with a text, for a query.
  case queryVendors(number: Int, String)
  /// Everything that a view holds, so many at most, to be marked.
  case tickets(number: Int, QueueView, Actor)
  /// The disputes that lines name by an id or a payment's reference.
  case named(number: Int, [String])
  /// Codes of links, each with how much of a message it holds.
  case codes(number: Int, [(content: MessageScreen.Code.Content, link: String)])

  // Proofs that are looked at, off the loop; a later one ends the one before
  /// A part of a picture in cells.
  case showPicture(number: Int, PictureSource, PictureRequest)
  /// The text of a picture.
  case readPicture(number: Int, PictureSource)
  /// Nobody looks at pictures any more.
  case closePictures
  /// A copy of a file laid where a viewer finds it.
  case layPicture(PictureSource, name: String)

  /// Hands something to the person's program that opens it outside of the terminal.
  case openOutside(Outside)

  /// Who is connected, and on what.
  case presence
  /// Tells the others which dispute is in front.
  case attend(TicketID?)

  // Recorded, in order, off the loop
  /// Commands on a dispute.
  case perform(Performance)
  /// Tries a command on several disputes, with nothing recorded.
  case rehearse(number: Int, ManyDisputes, Command, Actor)
  /// Tries something on several disputes, with nothing recorded.
  case rehearseDeed(number: Int, [TicketID], Deed, Actor)
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
  /// The macros that there are.
  case loadMacros
  /// Keeps a macro in the person's file.
  case keepMacro(Macro)
  /// Forgets a draft.
  case removeDraft(String)
  /// The views that the person keeps.
  case loadViews
  /// Keeps a view.
  case keepView(SavedView)
  /// Forgets a view, by its name.
  case forgetView(String)
  /// What lies in the drop folder.
  case listDrop
  /// Paths that begin with a text.
  case completePath(String)
  /// Remembers that the tour was offered.
  case rememberTour
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
  /// Shows a text in the person's pager.
  case pager(String)
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
  /// What is said once it is recorded; nil says it by its first fact.
  var summary: String?
}
