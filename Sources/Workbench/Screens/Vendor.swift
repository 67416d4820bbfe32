import Journal
import Procedure

/// The page of one vendor.
struct VendorScreen: Sendable {
  /// The vendor.
  var name: VendorName
  /// What is known of it; nil until it has come.
  var known: VendorKnown?
  /// The first row of its text that is visible.
  var scroll = 0
}

/// What the journal knows of a vendor.
struct VendorKnown: Sendable {
  /// Standing, credits and questions, from the disputes' events.
  var record: VendorRecord
  /// What the panel lists of it.
  var listing: VendorListing?
}

extension Model {
  /// Opens the page of the vendor of the dispute that is shown.
  mutating func openVendor() {
    guard let vendor = pane.look?.dispute.order?.vendor ?? pane.look?.listing?.facts.vendor else {
      return say("No vendor is known yet: the order names it.", .refusal, mend: .order)
    }
    open(.vendor(VendorScreen(name: vendor)))
  }

  mutating func fetch(_ vendor: VendorScreen) { send(.vendor(vendor.name)) }

  /// Takes in what is known of a vendor, on every page of it.
  mutating func receive(_ name: VendorName, _ known: VendorKnown) {
    for index in screens.indices {
      guard case .vendor(var page) = screens[index].screen, page.name == name else { continue }
      page.known = known
      screens[index].screen = .vendor(page)
    }
    settleScreen()
  }

  mutating func moveInVendor(by step: Int) {
    guard case .vendor(var vendor) = screen else { return }
    let rows = vendorSheet(vendor).rows.count
    vendor.scroll = min(max(vendor.scroll + step, 0), max(rows - screenInside.rows, 0))
    screen = .vendor(vendor)
  }
}
