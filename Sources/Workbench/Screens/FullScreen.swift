import Procedure
import Terminal

/// A screen that takes the place of the panes; the bar and the footer stay, forms and overlays may lie over it.
///
/// Each case holds all that its screen shows, and has its update and its view in a file of its own. `Esc` goes back to where
/// it was opened, another screen included.
enum FullScreen: Sendable {
  /// All that is known of one vendor.
  case vendor(VendorScreen)
  /// How the desk did.
  case report(ReportScreen)
  /// Every open question to one vendor.
  case callSheet(CallSheet)

  /// What its keys mean.
  var mode: Mode {
    switch self {
    case .vendor: .vendor
    case .report: .report
    case .callSheet: .callSheet
    }
  }
}

/// A screen that was opened, and where one was then.
struct OpenedScreen: Sendable {
  /// The screen.
  var screen: FullScreen
  /// Which pane had the keys.
  var focus: Focus
  /// The dispute that was shown.
  var ticket: TicketID?
}

/// What every screen has to answer: a new one adds a line to each of these.
extension Model {
  /// Asks for what the screen shows: when it is opened, when one comes back to it, and when something was recorded.
  mutating func fetchScreen() {
    switch screen {
    case .vendor(let vendor): fetch(vendor)
    case .report(let report): fetch(report)
    case .callSheet(let sheet): fetch(sheet)
    case nil: break
    }
  }

  /// Keeps the cursor of the screen within its rows, whatever its size.
  mutating func settleScreen() {
    switch screen {
    case .vendor: moveInVendor(by: 0)
    case .report: moveInReport(by: 0)
    case .callSheet: moveInCallSheet(by: 0)
    case nil: break
    }
  }

  /// Moves the cursor of the screen, or what is visible of it; to an end by more rows than there are.
  mutating func moveInScreen(by step: Int) {
    switch screen {
    case .vendor: moveInVendor(by: step)
    case .report: moveInReport(by: step)
    case .callSheet: moveInCallSheet(by: step)
    case nil: break
    }
  }

  /// Does an action that is the screen's own while it has the keys; false where it is none.
  mutating func runInScreen(_ id: ActionID) -> Bool {
    switch focus == .screen ? screen : nil {
    case .vendor: runInVendor(id)
    case .report(let report): runInReport(id, report)
    case .callSheet: runInCallSheet(id)
    case nil: false
    }
  }

  /// Draws the screen.
  func drawScreen(in frame: inout Frame, rect: Rect) {
    switch screen {
    case .vendor(let vendor): draw(vendor, in: &frame, rect: rect)
    case .report(let report): draw(report, in: &frame, rect: rect)
    case .callSheet(let sheet): draw(sheet, in: &frame, rect: rect)
    case nil: break
    }
  }

  /// Its most useful actions, for the footer.
  var screenActions: [ActionID] {
    switch screen {
    case .vendor:
      [.open, .callSheet, .unblock, .block, .suspend, .keep].filter { refusal(of: .of($0)) == nil }
    case .report: [.openBar, .periodBefore, .periodAfter, .periodLength]
    case .callSheet(let sheet) where sheet.looks.isEmpty: [.vendorPage]
    case .callSheet: [.takeAnswers, .callAll, .messageAll, .messageAllHindi, .lookAt, .vendorPage]
    case nil: []
    }
  }
}

/// Opening screens, and the way back.
extension Model {
  /// The screen that was opened last. It is shown while `focus` is `.screen`; a dispute that it leads to lies before it.
  var screen: FullScreen? {
    get { screens.last?.screen }
    set {
      guard let newValue, let last = screens.indices.last else { return }
      screens[last].screen = newValue
    }
  }

  /// Shows a screen in the place of the panes.
  mutating func open(_ screen: FullScreen) {
    screens.append(OpenedScreen(screen: screen, focus: focus, ticket: pane.ticket))
    focus = .screen
    fetchScreen()
    settleScreen()
  }

  /// Back to where the screen was opened.
  mutating func leaveScreen() {
    guard let left = screens.popLast() else { return }
    focus = left.focus
    switch focus {
    case .screen: fetchScreen()
    case .dispute: if let ticket = left.ticket { show(ticket) }
    case .list: followCursor()
    }
  }

  /// From a screen into a dispute; `Esc` comes back to the screen.
  mutating func openFromScreen(_ ticket: TicketID) {
    show(ticket)
    focus = .dispute
  }

  /// The inside of the screen's border, with a column of air on both sides.
  var screenInside: Rect { middle.inset(rows: 1, columns: 2) }
}
