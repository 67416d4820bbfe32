import Foundation
import Glibc
import Testing

/// Tickets and proofs on their way in: from files, from the keyboard, from the clipboard.
@Suite("Journeys of tickets and proofs coming in")
struct JourneyTicketTests {
  @Test("a dirty file's good rows are in the queue, and the rejected ones lie beside it")
  func dirty() throws {
    let desk = try JourneyDesk()
    try desk.shell.run("init")
    let dirt = [
      2: ["Final App Price": "ten thousand"], 3: ["Created At": "2026-13-40T99:00"],
      4: ["Order ID": ""],
    ]
    try desk.shell.write("t.csv", desk.shell.tickets(6, with: dirt))
    let me = try desk.start("import tickets \(desk.home)/t.csv")
    try me.wait(for: "3 new, 0 changed, 0 same, 3 rejected")
    try me.wait(for: "code 65")
    #expect(try desk.shell.text(of: "t.csv.rejects.csv").contains("ten thousand"))

    let bench = try desk.open()
    let queue = try bench.wait(for: "CX-100006")
    for (number, isIn) in [(1, true), (2, false), (3, false), (4, false), (5, true), (6, true)] {
      #expect(queue.contains("CX-10000\(number) ") == isIn, "CX-10000\(number): \(queue)")
    }
    try bench.press("n", until: "You hold it now.")
    try bench.wait(for: "श्रेया देशपांडे")
  }

  @Test("hostile text in a ticket never reaches the terminal as it is")
  func hostile() throws {
    let desk = try JourneyDesk()
    try desk.shell.run("init")
    let evil =
      "\u{1B}]0;owned\u{07}\u{1B}[2Jowned\u{9B}2J\u{9D}0;owned\u{9C}\u{202E}gnp.exe\u{2066}x\u{200F}"
      + "z" + String(repeating: "\u{0301}", count: 200) + "\u{7F}\u{08}\r\u{0B}"
    try desk.shell.write(
      "t.csv",
      desk.shell.tickets(
        2, with: [1: ["Customer Name": "Eve " + evil, "Complaint": evil, "Attachments": evil]]))
    let imported = try desk.shell.run("import", "tickets", "t.csv")
    #expect(imported.lines.first?.contains("2 new") == true, "\(imported.output)")

    let file = desk.home + "/raw"
    let me = try desk.start("", recordingTo: file)
    try me.wait(for: "CX-100001")
    try me.show("CX-100001")
    try me.press("c", until: "Claimed.")
    me.press("t")
    try me.wait(for: "─ Timeline ─")
    me.press("t")
    try me.openForm("E", "Correct the ticket")
    // Pasted, typed and shown again.
    me.press("Tab", "Tab", "Tab", "Tab", "Tab")
    me.paste(evil)
    try me.wait(for: "F9 editor")
    try me.press("Escape", until: "Left; what was typed is kept.")
    try me.press("E", until: "Your draft is here again")
    me.press("Escape")
    try me.screen("the dispute") { !$0.contains("─ Correct the ticket ─") }
    me.press("/")
    try me.wait(for: "╭─ Search")
    me.paste(evil)
    me.press("Escape")
    try me.screen("the dispute") { !$0.contains("╭─ Search") }
    me.press("q")
    try me.wait(for: "code 0")

    let raw = try Data(contentsOf: URL(filePath: file))
    let text = try #require(String(validating: raw, as: UTF8.self), "what was sent is UTF-8")
    #expect(text.contains("Eve "))
    for forbidden in ["\u{1B}]0;", "\u{1B}[2Jowned", "owned\u{07}", "\u{07}owned"] {
      #expect(!text.contains(forbidden), "\(forbidden.debugDescription)")
    }
    let unsafe = text.unicodeScalars.filter {
      (0x80...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
        || (0x2066...0x2069).contains($0.value) || [0x200E, 0x200F, 0x7F, 0x0B].contains($0.value)
    }
    #expect(unsafe.isEmpty, "\(unsafe.map { String($0.value, radix: 16) })")
    #expect(
      !text.contains(String(repeating: "\u{0301}", count: 5)), "a cell takes four marks at most")
  }

  @Test("a ticket is typed by hand, and can be claimed at once")
  func byHand() throws {
    let desk = try JourneyDesk.own()
    let me = try desk.open()
    try me.press("N", until: "─ New ticket ─")
    for (text, keys) in [
      ("CX-777", ["Enter"]), ("l", ["Enter"]), ("Meera Iyer", ["Enter"]),
      ("98765 44321", ["Enter"]), ("ORD-9", ["Enter"]), ("1.2L", ["Enter"]), ("90k", ["Enter"]),
      ("Too little came", ["Enter"]), ("chat.png", ["F2"]),
    ] {
      me.type(text)
      for key in keys { me.press(key) }
    }
    try me.wait(for: "CX-777 logged.")
    let pane = try me.wait(for: "╭─ CX-777 · Less Paid · Meera Iyer")
    #expect(pane.contains("₹1,20,000.00") && pane.contains("₹30,000.00"), "\(pane)")
    try me.press("c", until: "Claimed.")
  }

  @Test("a ticket is read from a paste, and nothing is logged before its fields were seen")
  func pasted() throws {
    let desk = try JourneyDesk.own()
    let me = try desk.open()
    try me.press("V", until: "─ New ticket from paste ─")
    me.paste(
      """
      Ticket ID: CX-778
      Tag: Less Paid
      Customer Name: S. Fatima
      Phone: +91 98765 44321
      Order ID: ORD-10
      Final App Price: ₹10,000
      Amount Received: ₹8,000
      Created At: 2026-11-20 10:00
      Complaint: Vendor paid less.
      """)
    try me.wait(for: "Vendor paid less.")
    try me.press("F2", until: "from “Ticket ID: CX-778”")
    #expect(try me.now().contains("S. Fatima"))
    try me.press("F2", until: "CX-778 logged.")
    try me.wait(for: "╭─ CX-778 · Less Paid · S. Fatima")
    try me.wait(for: "₹2,000.00")
  }

  @Test("a proof is named by its path with completion, and one is taken from the drop folder")
  func proofs() throws {
    let desk = try JourneyDesk.sample()
    try FileManager.default.createDirectory(
      atPath: desk.home + "/shots", withIntermediateDirectories: true)
    try desk.shell.write("shots/receipt of the transfer.png", "a picture")
    let drop = (desk.sampleDatabase as NSString).deletingLastPathComponent + "/drop"
    try FileManager.default.createDirectory(atPath: drop, withIntermediateDirectories: true)
    try Data("another picture".utf8).write(to: URL(filePath: drop + "/from-the-phone.png"))

    let asha = try desk.open("sample --open")
    try asha.show("CX-10437")
    try asha.openForm("w", "Step 3 · Ask the vendor")
    asha.press("y", "Enter", "Enter")
    asha.type("~/sho")
    try asha.press("Tab", until: "~/shots/")
    asha.type("rec")
    try asha.press("Tab", until: "receipt of the transfer.png")
    try asha.wait(for: "Paid at")
    try asha.press("F2", until: "✗")
    asha.type(clock(hoursAgo: 1))
    try asha.press("F2", until: "P1 accepted")
    asha.press("[", "[")
    try asha.wait(for: "receipt of the transfer.png")

    try asha.openForm("p", "Add a proof")
    try asha.wait(for: "none of 1")
    asha.press("Up")
    try asha.press("Space", until: "from-the-phone.png")
    try asha.press("Escape", until: "Left; what was typed is kept.")
    // It is kept by its hash in the folder beside the database; what is looked at is that file.
    let folder = (desk.sampleDatabase as NSString).deletingLastPathComponent + "/proofs/"
    let kept = try FileManager.default.subpathsOfDirectory(atPath: folder).first {
      (try? String(contentsOfFile: folder + $0, encoding: .utf8)) == "a picture"
    }
    let name = try #require(kept?.split(separator: "/").last)
    try asha.openForm("p", "Add a proof")
    asha.press("C-u", "Up", "Left")
    try asha.wait(for: "none of 1")
    try asha.press("F6", until: "It is no PNG or JPEG")
    let plain = try asha.press("y", until: "Press a key to go back.")
    #expect(plain.replacing("\n", with: "").contains(name), "\(name) is not in \(plain)")
  }

  @Test(
    "a login that the desk does not know sees nothing",
    .enabled(if: getuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0))
  func unknownLogin() throws {
    let desk = try JourneyDesk.own(tickets: nil)
    try desk.shell.write("t.csv", desk.shell.tickets(2))
    try desk.shell.run("import", "tickets", "t.csv")
    try desk.shell.run("people", "list")
    let data = "/.local/share/paydesk"
    func permit(_ permissions: Int) throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: desk.home + data)
      for path in ["", "/.local", "/.local/share", data] + names.map({ "\(data)/\($0)" }) {
        try FileManager.default.setAttributes(
          [.posixPermissions: permissions], ofItemAtPath: desk.home + path)
      }
    }
    try permit(0o777)
    let stranger = try desk.start(
      "", through: "/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups")
    let screen = try stranger.wait(for: "code 77")
    #expect(screen.contains("does not work at this desk, so nothing is shown"), "\(screen)")
    #expect(!screen.contains("CX-1"), "\(screen)")
    // Nor does it help to say that one is somebody else.
    let liar = try desk.start("--as nisha")
    try liar.wait(for: "and stand in for nobody now.")
    try permit(0o700)
    let me = try desk.open()
    try me.press(":", until: "Actions and views")
    me.type("as root")
    try me.wait(for: "only in the sample can one be somebody else")
    try me.press("Enter", until: "Only in the sample can one be somebody else: log in as root.")
  }

  /// A time of day as one types it.
  private func clock(hoursAgo: Double) -> String {
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(secondsFromGMT: 19_800)
    form.dateFormat = "yyyy-MM-dd HH:mm"
    return form.string(from: Date.now.addingTimeInterval(-hoursAgo * 3_600))
  }
}
