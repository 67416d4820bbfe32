import Exchange
import Journal
import Pictures
import struct Journal.Look
import Procedure
import Terminal

/// What happened to the program: a key, a moment, or an answer from outside.
enum Message: Sendable {
  /// The program begins.
  case started
  /// A key.
  case key(Key)
  /// The end of a paste was dropped.
  case pasteCut(bytes: Int)
  /// The screen has another size.
  case resized(Size)
  /// A minute has passed.
  case minute
  /// A moment has come at which the time alone changes something.
  case due
  /// A moment that was waited for has come.
  case elapsed(Wait)
  /// Another copy of the program recorded something.
  case changed
  /// Somebody came, went, or is on another dispute.
  case presenceChanged
  /// Who is connected, and on what.
  case presence([Presence])
  /// The store can be reached otherwise than before.
  case link(Link)
  /// Another copy was looked for changes; the runtime's own.
  case changesSeen
  /// The people and the policy.
  case desk(Desk)
  /// How many disputes each view holds, and what the time brings next.
  case counts([QueueView: Int], Upcoming)
  /// What the person is to be told of, and up to where everything is known; nil where it could not be read.
  case listened([Occurrence], Told?)
  /// Rows of the list.
  case page(Page)
  /// A copy of a proof's file lies ready under a path.
  case proofLaid(String, path: String)
  /// A part of a picture, or why there is none, by the request's number.
  case pictured(Int, Result<PictureCells, PictureTrouble>)
  /// What a picture's text reads as, or why it is not read, by the request's number.
  case pictureRead(Int, Result<String, PictureTrouble>)
  /// Something was handed to the program that opens it outside, in a plain sentence.
  case openedOutside(String)
  /// The codes that were asked for.
  case codes(Int, [MessageScreen.Code])
  /// Rows could not be had, by the request's number.
  case pageFailed(Int, String)
  /// A dispute; nil where there is none.
  case looked(TicketID, Look?)
  /// Disputes that were read ahead, as they were when so much had been recorded.
  case lookedAhead(epoch: Int, [TicketID: Foreseen])
  /// What the escalated view shows of its rows.
  case evidence([TicketID: Evident])
  /// Everything that happened to a dispute.
  case history(TicketID, [NumberedEvent])
  /// A dispute and all that happened to it, for something of it to be taken back, by the request's number.
  case undoing(number: Int, TicketID, Look?, [NumberedEvent])
  /// All that is known of a vendor, so many lines of each part; nil where nothing is.
  case vendor(VendorName, limit: Int, VendorPage?)
  /// Vendors whose names begin with what was typed.
  case vendorNames(number: Int, [VendorName])
  /// The disputes on which a vendor still has something to say.
  case asked(VendorName, Newest<Look>)
  /// How the desk did, by the request's number.
  case report(Int, DeskReport)
  /// A report could not be had, by the request's number.
  case reportFailed(Int, String)
  /// What has to be known for a dispute to be explained.
  case known(TicketID, Explanation.Known)
  /// What came of recording something.
  case performed(Performed)
  /// How far a decision on several disputes is.
  case rehearsing(Rehearsing)
  /// What came of recording on several disputes.
  case performedEach([Performed])
  /// What came of taking the next dispute.
  case tookNext(NextTaken)
  /// Where payments that are being typed were seen before.
  case sighted(SightedPayments)
  /// What a search found.
  case found(number: Int, Found)
  /// Vendors for a query that is typed.
  case queryVendors(number: Int, [VendorName])
  /// What a view holds, to be marked.
  case tickets(number: Int, of: QueueView, [TicketID])
  /// What pasted lines name.
  case named(number: Int, [NamedLine])
  /// The views that the person keeps, and what is to be said of them.
  case views([SavedView], said: String?)
  /// The macros that there are, and what is wrong with their files.
  case macros([Macro], trouble: String?)
  /// A macro was kept.
  case keptMacro(Macro)
  /// The drafts that were left.
  case drafts([String: Draft])
  /// What lies in the drop folder.
  case drop([DropFile])
  /// What a path or a name can go on with.
  case completed([String])
  /// What came back from the editor.
  case edited(String)
  /// Whether a text was sent to the clipboard.
  case copied(String, wasSent: Bool)
  /// A theme is shown.
  case themed(String)
  /// Something could not be done, in a plain sentence.
  case trouble(String)
  /// The program is about to end, whatever is under way.
  case ending
}

/// What is waited for.
enum Wait: Hashable, Sendable {
  /// What was typed is to be kept.
  case draft
  /// A second has passed with the store out of reach.
  case link
  /// The store is to be told which dispute is in front.
  case attention
}

extension Message {
  /// What came of recording something.
  struct Performed: Sendable {
    /// How it ended.
    enum End: Sendable {
      /// All of it was recorded.
      case recorded
      /// The core refused a step.
      case refused(Refusal)
      /// Somebody was faster; what they did.
      case conflict([NumberedEvent])
      /// The journal or a file failed, in a plain sentence.
      case failed(String)
    }

    /// What was recorded.
    var performance: Performance
    /// How many steps were done.
    var done: Int
    /// The facts of all steps.
    var facts: [Fact]
    /// How it ended.
    var end: End
    /// The dispute as it is now.
    var look: Look?
    /// Whether the clock stood before the latest event.
    var clockWasBack = false
  }

  /// How far a decision on several disputes is.
  struct Rehearsing: Sendable {
    enum Stage: Sendable {
      /// So many were tried.
      case tried(Int)
      /// All were.
      case rehearsed(Rehearsal)
      /// So many were decided.
      case decided(Int)
      /// All were.
      case done(Rehearsal.Outcome)
      /// It could not be tried, in a plain sentence.
      case failed(String)
    }

    /// The number of the request.
    var number: Int
    /// How far it is.
    var stage: Stage
  }

  /// What came of taking the next dispute.
  struct NextTaken: Sendable {
    /// The row, as it was found; nil where nothing asks for work.
    var row: QueueRow?
    /// The dispute as it is now.
    var look: Look?
    /// Whether it was claimed.
    var wasClaimed = false
    /// What went wrong, in a plain sentence.
    var trouble: String?
  }
}
