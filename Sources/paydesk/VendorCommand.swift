import ArgumentParser
import Exchange
import Glibc
import Journal
import Procedure
import Terminal
import Workbench

/// All that is known of a vendor, printed.
struct VendorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vendor", abstract: "Print a vendor's page: standing and why, account, disputes.",
    discussion: "It is read from the log: what the workbench shows for W.")

  @Argument(
    help:
      "The vendor's name, as the admin panel writes it; its beginning where that names one alone.")
  var name: String

  @Option(
    help: ArgumentHelp("How many lines of each part are printed at most.", valueName: "lines"))
  var limit = 1_000

  @Flag(help: "Print ASCII alone.")
  var ascii = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit takes a number of lines, 1 or more.") }
  }

  func run() throws {
    let access = try desk.open()
    let vendor = try named(name, in: access.journal)
    guard let page = try access.journal.page(of: vendor, limit: limit) else { throw unknown }
    let policy = try access.policy
    if json.isJSON { return Output.json(VendorCommand.value(page, at: access.now, under: policy)) }
    Output.line(
      VendorPrint.text(
        of: page, at: access.now, under: policy, columns: VendorCommand.columns,
        glyphs: ascii ? .ascii : .unicode))
  }

  /// The vendor of a name, or the only one that begins with it.
  private func named(_ name: String, in journal: any Journal) throws -> VendorName {
    let found = try journal.vendors(beginningWith: name, limit: 20)
    if found.contains(VendorName(name)) { return VendorName(name) }
    guard let first = found.first else { throw unknown }
    guard found.count == 1 else {
      let names = found.prefix(8).map(\.text).joined(separator: ", ")
      throw CommandFailure(
        .data,
        "\(found.count < 20 ? "\(found.count)" : "20 or more") vendors begin with “\(name)”: \(names)\(found.count > 8 ? " …" : ""). Name one of them whole."
      )
    }
    return first
  }

  private var unknown: CommandFailure {
    CommandFailure(
      .data,
      "no vendor is called “\(name)”, and none begins so: give its name as the panel writes it.")
  }

  /// As wide as the terminal, between 80 and 140; 100 where the output goes elsewhere.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return min(max(Int(size.ws_col), 80), 140)
  }
}
