import Journal
import struct Journal.Look
import Procedure
import Terminal

/// Every open question to one vendor, so that one call asks them all.
struct CallSheet: Sendable {
  /// What came of the last attempt on a dispute.
  enum Attempt: Sendable, Equatable {
    case logged
    case refused(String)
  }

  /// The vendor.
  var vendor: VendorName
  /// The disputes on which it still has something to say, the most urgent first; nil until they have come.
  var asked: Newest<Look>?
  /// The row under the cursor.
  var cursor = 0
  /// What came of the last attempt that was logged over all of them.
  var attempts: [TicketID: Attempt] = [:]

  /// The disputes that are shown.
  var looks: [Look] { asked?.items ?? [] }
  /// The dispute under the cursor.
  var selected: Look? { looks.indices.contains(cursor) ? looks[cursor] : nil }

  /// The most disputes that one sheet holds.
  static let limit = 200
}

extension Model {
  /// Opens the call sheet of the vendor of the dispute that is shown, of the page, or of the group under the cursor.
  mutating func openCallSheet() {
    guard let vendor = vendorAtHand else { return }
    var sheet = CallSheet(vendor: vendor)
    // The dispute that one comes from is under the cursor when the sheet has come.
    sheet.cursor = -1
    open(.callSheet(sheet))
  }

  mutating func fetch(_ sheet: CallSheet) { send(.asked(sheet.vendor)) }

  /// Takes in what a vendor is asked; the cursor stays on its dispute, or on its line where that is answered.
  mutating func receive(_ vendor: VendorName, _ asked: Newest<Look>) {
    for index in screens.indices {
      guard case .callSheet(var sheet) = screens[index].screen, sheet.vendor == vendor else {
        continue
      }
      let ticket = sheet.selected?.dispute.id ?? (sheet.cursor < 0 ? pane.ticket : nil)
      sheet.asked = asked
      if let place = asked.items.firstIndex(where: { $0.dispute.id == ticket }) {
        sheet.cursor = place
      }
      screens[index].screen = .callSheet(sheet)
    }
    settleScreen()
  }

  mutating func moveInCallSheet(by step: Int) {
    guard case .callSheet(var sheet) = screen, sheet.asked != nil else { return }
    sheet.cursor = min(max(sheet.cursor + step, 0), max(sheet.looks.count - 1, 0))
    screen = .callSheet(sheet)
    // An open form stays with its dispute.
    guard focus == .screen, forms.isEmpty, let look = sheet.selected else { return }
    if pane.ticket != look.dispute.id { show(look.dispute.id) }
  }

  /// Does what is the sheet's own; false where it is nothing.
  mutating func runInCallSheet(_ id: ActionID) -> Bool {
    guard case .callSheet(let sheet) = screen else { return false }
    switch id {
    case .callAll, .takeAnswers, .messageAll, .messageAllHindi:
      guard !sheet.looks.isEmpty else {
        say(phrase("\(sheet.vendor) has nothing to answer now."))
        return true
      }
    default: return false
    }
    switch id {
    case .callAll: openForm(.callAll, .of(.callAll))
    case .takeAnswers: run(.of(.vendor))
    case .messageAll: openMessage(.english, of: sheet)
    default: openMessage(.hindi, of: sheet)
    }
    return true
  }

  // MARK: One attempt over all

  /// Records an attempt on every dispute of the sheet, one after the other; each is decided by itself.
  mutating func recordOnAll(_ steps: [FormStep], from form: OpenForm, _ submission: Submission) {
    guard case .callSheet(let sheet) = screen, !isCutOff() else { return }
    // Meanwhile the last of them may have been answered.
    guard !sheet.looks.isEmpty else {
      return say(phrase("\(sheet.vendor) has nothing to answer now."))
    }
    let performances = sheet.looks.map { look in
      Performance(
        number: number(), dispute: look.dispute.id, steps: steps, actor: session.actor,
        expected: nil, origin: .form(draft: form.key, submission))
    }
    performing = performances.last
    send(.performEach(performances))
  }

  /// What came of an attempt over all: what the core refused is named with its reason.
  mutating func receive(_ all: [Message.Performed]) {
    guard let last = all.last, last.performance.number == performing?.number else { return }
    performing = nil
    bulk = BulkDone(all)
    var attempts: [TicketID: CallSheet.Attempt] = [:]
    for performed in all {
      let ticket = performed.performance.dispute
      switch performed.end {
      case .recorded: attempts[ticket] = .logged
      case .refused(let refusal): attempts[ticket] = .refused(refusal.message)
      case .failed(let sentence): attempts[ticket] = .refused(sentence)
      case .conflict: attempts[ticket] = .refused(phrase("somebody else was faster: say it again."))
      }
      if let look = performed.look { receive(ticket, look) }
    }
    for index in screens.indices {
      guard case .callSheet(var sheet) = screens[index].screen else { continue }
      sheet.attempts = attempts
      screens[index].screen = .callSheet(sheet)
    }
    if case .form(let key, let submission) = last.performance.origin {
      endForm(key, ofAll: all.count, submission.summary, attempts)
    }
    renewEvidence()
    refresh(includingDispute: false)
  }

  private mutating func endForm(
    _ key: String, ofAll count: Int, _ summary: String, _ attempts: [TicketID: CallSheet.Attempt]
  ) {
    let refused = attempts.compactMap { ticket, attempt in
      if case .refused(let why) = attempt { "\(ticket): \(why)" } else { nil }
    }.sorted()
    // Where nothing was recorded, what was typed is still to be said.
    if refused.count < count { closeForm(key) }
    let logged = phrase(
      "\(summary.capitalisedFirst), on \(count - refused.count) of \(count) disputes.")
    guard !refused.isEmpty else { return say(logged, .good) }
    say(([logged] + refused).joined(separator: " "), .refusal)
  }

  // MARK: Answers, dispute by dispute

  /// The way to the next dispute, in a form of the sheet.
  var answerHints: [ActionID] {
    guard case .callSheet = screen, focus == .screen, forms.last?.form.kind == .vendor else {
      return []
    }
    return [.nextAnswer]
  }

  /// From a form of the sheet to the same form of the next dispute; what was typed stays as a draft.
  mutating func goToNextAnswer(by step: Int) {
    guard case .callSheet(let sheet) = screen, focus == .screen, forms.count == 1,
      let kind = forms.last?.form.kind, kind == .vendor
    else { return }
    let next = sheet.cursor + step
    guard sheet.looks.indices.contains(next) else {
      return say(
        step > 0
          ? phrase("This is the last one of the sheet.")
          : phrase("This is the first one of the sheet."))
    }
    leaveForm()
    notice = nil
    moveInCallSheet(by: step)
    run(.of(.vendor))
  }
}
