import Exchange
import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The message to a vendor", .serialized)
struct MessageTests {
  /// A desk whose vendor has a number in the panel, with one's own dispute in Step 3.
  private func bench(_ columns: Int = 120, _ rows: Int = 31) throws -> Bench {
    let bench = try Bench(columns: columns, rows: rows) { bench in
      try bench.fillDesk()
      let listing = VendorListing(
        vendor: VendorName("FoneBay Pune"), city: "Pune", phone: "+91 98765 44321", vpa: nil,
        credits: 0, standing: .active)
      _ = try bench.journal.list([.vendor(listing)], by: Bench.omkar, at: bench.clock.now)
    }
    bench.open("CX-10482")
    return bench
  }

  private func copied(_ bench: Bench) -> String? {
    for case .copy(let text, _) in bench.shown.reversed() { return text }
    return nil
  }

  private func message(_ bench: Bench) throws -> MessageScreen {
    guard case .message(let message) = bench.model.overlay else { throw NotThere() }
    return message
  }

  @Test("as text, and its code", arguments: FrameTests.sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try bench(columns, rows)
    bench.press("F5")
    expect(bench.screen(columns, rows).text, isIn: "message-\(columns)x\(rows)")
    bench.press("c")
    expect(bench.screen(columns, rows).text, isIn: "message-code-\(columns)x\(rows)")
  }

  @Test("one key has it in the clipboard, with the order's facts and the four questions")
  func copy() throws {
    let bench = try bench()
    bench.press("F5")
    #expect(bench.model.mode == .message)
    let text = try #require(copied(bench))
    #expect(text.contains("ORD-10482") && text.contains("CX-10482"))
    for question in ["1. Did you pay", "2. How much?", "3. If less than ₹10,000", "4. Send"] {
      #expect(text.contains(question), "\(text)")
    }
    bench.press("Tab")
    #expect(try #require(copied(bench)).contains("ऑर्डर ORD-10482"))
    bench.press("Esc")
    #expect(bench.model.mode == .dispute)
  }

  @Test("a template of the policy names any fact of the order")
  func facts() throws {
    let fixture = FormFixture.ordered()
    var policy = Policy()
    policy.messageEnglish = MessageFact.allCases.map { "\($0.rawValue)={\($0.rawValue)}" }
      .joined(separator: " ")
    policy.messageHindi = "{device}, {pickup}"
    #expect(
      VendorMessage.text(.english, for: fixture.dispute, device: "Pixel 8", policy: policy)
        == "ticket=CX-10482 order=ORD-88213 vendor=FoneBay Pune quoted=₹10,000 pickup=20 Nov 17:40 device=Pixel 8 invoice=₹10,000 received=₹8,000"
    )
    #expect(
      VendorMessage.text(.hindi, for: fixture.dispute, policy: policy) == "पता नहीं, 20 Nov 17:40")
  }

  @Test("its links are copied, to a chat with the vendor's number or to a letter")
  func links() throws {
    let bench = try bench()
    bench.press("F5", "w")
    #expect(copied(bench)?.hasPrefix("https://wa.me/919876544321?text=Cashkr%2C%20order") == true)
    bench.press("e")
    #expect(copied(bench)?.hasPrefix("mailto:?subject=Cashkr%20ORD-10482") == true)
    bench.isHolding = true
    bench.press("o")
    guard case .openOutside(.link(let address))? = bench.held.last else { throw NotThere() }
    #expect(address.hasPrefix("mailto:"))
    bench.held = []
  }

  @Test("a code holds as much of the message as the screen has room for, and says why no more")
  func codes() throws {
    let bench = try bench(80, 24)
    bench.press("F5", "c")
    let codes = try #require(try message(bench).codes)
    #expect(codes.map(\.content) == [.whole, .named, .bare])
    #expect(bench.text.contains("Opens the chat without the message: the whole message needs"))
    #expect(bench.screen(120, 40).text.contains("Opens the chat with the order's number alone"))
    #expect(bench.screen(120, 60).text.contains("Opens the chat with the message in it"))
    let small = bench.screen(60, 14).text
    #expect(small.contains("make the window larger, or copy the link"), "\(small)")
    bench.press("Esc")
    #expect(try message(bench).codes == nil)
    #expect(bench.model.mode == .message)
  }

  @Test("a terminal without UTF-8, and a machine without the library, say why there is no code")
  func noCode() throws {
    let bench = try bench()
    bench.model.session.glyphs = .ascii
    bench.press("F5", "c")
    #expect(bench.model.notice?.text.contains("without UTF-8") == true)
    bench.model.session.glyphs = .unicode
    bench.isHolding = true
    bench.press("c")
    let number = try message(bench).number
    bench.tell(
      .codes(
        number,
        MessageScreen.Code.Content.allCases.map {
          MessageScreen.Code(content: $0, made: .failure(.noLibrary))
        }))
    #expect(bench.model.notice?.text.contains("install the package libqrencode4") == true)
    #expect(try message(bench).codes == nil)
  }

  @Test("before the order is recorded there is nobody to write to")
  func noVendor() throws {
    let bench = try bench()
    bench.press("Esc")
    bench.open("CX-10501")
    bench.press("F5")
    #expect(bench.model.overlay == nil)
    #expect(bench.model.notice?.mend == .order)
  }

  // MARK: Replies

  private func reading(_ reply: String, _ bench: Bench) {
    bench.press("F5", "r")
    bench.tell(.key(.paste(reply)))
    bench.press("F2")
  }

  @Test("what a reply seems to say, as text", arguments: FrameTests.sizes)
  func replyFrames(columns: Int, rows: Int) throws {
    let bench = try bench(columns, rows)
    reading(
      "haan ji 8k bhej diya tha, 2000 kaata screen toota tha. UTR 632614345678 aaj dopahar 2 baje",
      bench)
    expect(bench.screen(columns, rows).text, isIn: "reply-\(columns)x\(rows)")
    bench.press("y", "y", "n", "y", "y", "Esc")
    expect(bench.screen(columns, rows).text, isIn: "reply-form-\(columns)x\(rows)")
  }

  @Test("each piece stands in the form once it was confirmed, and not before")
  func confirmed() throws {
    let bench = try bench()
    reading("haan 8k bhej diya, screen toota tha. UTR 632614345678", bench)
    #expect(bench.model.mode == .reply)
    let form = { bench.model.forms.last?.form }
    #expect(form()?.kind == .vendor)
    #expect(form()?.draft.isEmpty == true, "nothing stands in the form yet")
    bench.press("y")
    #expect(form()?.draft["didPay"] == "part")
    #expect(form()?.draft["paid"] == nil)
    bench.press("y", "n", "y", "y", "y", "Esc")
    #expect(form()?.draft["paid"] == "8000.00")
    #expect(form()?.draft["reason"] == nil, "what was left is in the form")
    #expect(form()?.draft["proof.0"] == "632614345678")
    #expect(bench.model.mode == .form)
    #expect(bench.model.notice?.text == "3 of 4 stand in the form; nothing is recorded yet.")
    let recorded = try bench.journal.look(at: TicketID("CX-10482"))?.dispute
    #expect(recorded?.answer == nil && recorded?.proofs.isEmpty == true)
    bench.press("F2")
    let answered = try bench.journal.look(at: TicketID("CX-10482"))?.dispute
    #expect(answered?.answer?.paid == .rupees(8_000))
    #expect(answered?.proofs.first?.proof.reference == "632614345678")
  }

  @Test("what has no place in the form yet is not taken, and what is in doubt never")
  func refused() throws {
    let bench = try bench()
    reading("5000 diya, 3000 diya, UTR 632614345678 aaj", bench)
    guard case .reply(let reply) = bench.model.overlay else { throw NotThere() }
    #expect(reply.pieces.map(\.field) == ["didPay", nil, "proof", "proof.paidAt"])
    bench.press("n", "k", "k", "j")
    #expect(bench.text.contains("type the right one"))
    bench.press("y")
    #expect(bench.model.notice?.tone == .refusal)
    bench.press("j", "j", "y")
    #expect(bench.model.notice?.text.contains("take whether it paid first") == true)
    bench.press("Esc")
    #expect(bench.model.forms.last?.form.draft.isEmpty == true)
  }

  @Test("a reply that says nothing stays where it was pasted")
  func nothing() throws {
    let bench = try bench()
    reading("good morning sir", bench)
    #expect(bench.model.mode == .form)
    #expect(bench.model.forms.last?.form.kind == .reply)
    #expect(bench.model.notice?.text.contains("type the answers yourself") == true)
  }

  @Test("from the vendor's form the reply comes back to it, with what was typed")
  func fromForm() throws {
    let bench = try bench()
    bench.press("w", "y", "y")
    reading("8000 bhej diya", bench)
    bench.press("n", "y", "Esc")
    #expect(bench.model.forms.count == 1)
    #expect(bench.model.forms.last?.form.draft["didPay"] == "part")
    #expect(bench.model.forms.last?.form.draft["paid"] == "8000.00")
  }
}
