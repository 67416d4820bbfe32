import Journal
import Procedure
import Terminal

/// The page of one vendor.
struct VendorScreen: Sendable {
  /// The vendor.
  var name: VendorName
  /// What is known of it; nil until it has come.
  var page: VendorPage?
  /// Whether there is no such vendor.
  var isMissing = false
  /// How many lines of each part are asked for; more once one gets to the end of those.
  var limit = VendorScreen.firstLimit
  /// How many lines of each part the page was read with.
  var answered = 0
  /// The first row of its text that is visible.
  var scroll = 0
  /// The row under the cursor, one that is about a dispute; nil until the cursor was moved.
  var cursor: Int?

  /// Lines of each part that are fetched at first.
  static let firstLimit = 50
  /// The most that are.
  static let mostLimit = 12_800
}

extension Model {
  /// Opens the page of the vendor of the dispute that is shown, or of the group under the cursor.
  mutating func openVendor() {
    guard let vendor = vendorAtHand else { return }
    open(.vendor(VendorScreen(name: vendor)))
  }

  /// The vendor that the person looks at; says so where none is known.
  var vendorAtHand: VendorName? {
    mutating get {
      switch focus == .screen ? screen : nil {
      case .vendor(let page): return page.name
      case .callSheet(let sheet): return sheet.vendor
      case .report, nil: break
      }
      if focus == .list, queue.isOnHeader {
        if let vendor = queue.anchor?.vendor { return vendor }
        say(phrase("No vendor is known of these yet: the order names it."), .refusal)
        return nil
      }
      if let vendor = pane.look?.dispute.order?.vendor ?? pane.look?.listing?.facts.vendor {
        return vendor
      }
      say(phrase("No vendor is known yet: the order names it."), .refusal, mend: .order)
      return nil
    }
  }

  mutating func fetch(_ vendor: VendorScreen) { send(.vendor(vendor.name, limit: vendor.limit)) }

  /// Takes in what is known of a vendor, on every page of it.
  mutating func receive(_ name: VendorName, limit: Int, _ page: VendorPage?) {
    for index in screens.indices {
      guard case .vendor(var vendor) = screens[index].screen, vendor.name == name else { continue }
      let ticket = vendor.cursor.flatMap { vendorSheet(vendor)?.tickets[$0] }
      vendor.page = page
      vendor.answered = limit
      vendor.isMissing = page == nil
      // The cursor follows its dispute.
      if let ticket, let sheet = vendorSheet(vendor), sheet.tickets[vendor.cursor ?? -1] != ticket {
        vendor.cursor = sheet.tickets.filter { $0.value == ticket }.keys.min()
      }
      screens[index].screen = .vendor(vendor)
    }
    settleScreen()
    if case .vendor(let vendor) = screen, focus == .screen, let page { showOne(of: vendor, page) }
  }

  /// What is decided on the page is decided on a dispute of the vendor: the one that it was opened from, else the one on
  /// which something is asked, else the most urgent.
  private mutating func showOne(of vendor: VendorScreen, _ page: VendorPage) {
    guard vendor.cursor == nil else { return }
    if let shown = pane.ticket, pane.look == nil || pane.look?.dispute.order?.vendor == vendor.name,
      !pane.isMissing
    {
      return show(shown)
    }
    if let ticket = page.record.questions.first?.dispute ?? page.open.items.first?.ticket {
      show(ticket)
    }
  }

  /// Moves the cursor to the next row that is about a dispute, or what is visible where there is none.
  mutating func moveInVendor(by step: Int) {
    guard case .vendor(var vendor) = screen, let sheet = vendorSheet(vendor) else { return }
    let visible = screenInside.rows
    let rows = sheet.sheet.rows.count
    defer { screen = .vendor(vendor) }
    if step != 0 {
      move(&vendor, by: step, sheet, visible: visible)
      if let ticket = vendor.cursor.flatMap({ sheet.tickets[$0] }) { show(ticket) }
      if step > 0, vendor.scroll + visible >= rows { growVendor(&vendor) }
    }
    vendor.scroll = min(max(vendor.scroll, 0), sheet.sheet.lastTop(showing: visible))
  }

  private func move(
    _ vendor: inout VendorScreen, by step: Int, _ sheet: VendorSheet, visible: Int
  ) {
    let marked = sheet.tickets.keys.sorted()
    let rows = sheet.sheet.rows.count
    if session.glyphs.isRead {
      // Every line is one to come to.
      vendor.scroll = min(max(vendor.scroll + step, 0), max(rows - 1, 0))
      return vendor.cursor = sheet.tickets[vendor.scroll] == nil ? nil : vendor.scroll
    }
    let from = vendor.cursor ?? (step > 0 ? vendor.scroll - 1 : vendor.scroll + visible)
    let next =
      abs(step) == 1
      ? (step > 0 ? marked.first { $0 > from } : marked.last { $0 < from })
      : (step > 0
        ? marked.last { $0 <= from + step && $0 > from }
        : marked.first { $0 >= from + step && $0 < from })
    guard let next, abs(next - from) <= max(visible, abs(step)) else {
      // Nothing to stand on in this direction: the text moves.
      vendor.scroll = min(max(vendor.scroll + step, 0), max(rows - visible, 0))
      return
    }
    vendor.cursor = next
    if next < vendor.scroll + 1 { vendor.scroll = max(next - 1, 0) }
    if next >= vendor.scroll + visible - 1 { vendor.scroll = next - visible + 2 }
    if step < 0, next == marked.first { vendor.scroll = 0 }
  }

  /// Asks for more lines once the end of those at hand is reached, and those that were asked for before are there.
  private mutating func growVendor(_ vendor: inout VendorScreen) {
    guard vendor.answered == vendor.limit, vendor.limit < VendorScreen.mostLimit,
      let page = vendor.page,
      page.history.isCut || page.account.isCut || page.late.isCut || page.open.isCut
    else { return }
    vendor.limit = min(vendor.limit * 4, VendorScreen.mostLimit)
    fetch(vendor)
  }

  /// Does what is the page's own; false where it is nothing.
  mutating func runInVendor(_ id: ActionID) -> Bool {
    guard case .vendor(let vendor) = screen else { return false }
    switch id {
    case .open:
      guard let ticket = pane.ticket else { return true }
      openFromScreen(ticket)
      return true
    case .pager:
      guard let page = vendor.page else { return true }
      send(
        .pager(
          VendorPrint.text(
            of: page, at: session.now, under: session.desk.policy, columns: min(size.columns, 120),
            glyphs: session.glyphs)))
      return true
    case .block, .unblock, .keep, .suspend, .flag, .credit, .debit:
      // A corrected dispute names another vendor by now, and would have that one decided on.
      guard let dispute = pane.look?.dispute, dispute.order?.vendor != vendor.name else {
        return false
      }
      say(
        dispute.order.map {
          phrase("\(dispute.id) names \($0.vendor): choose a dispute of \(vendor.name) first.")
        }
          ?? phrase(
            "\(dispute.id) names no vendor yet: choose a dispute of \(vendor.name) first."),
        .refusal)
      return true
    default: return false
    }
  }
}
