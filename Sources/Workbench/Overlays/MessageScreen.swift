import Exchange
import Journal
import struct Journal.Look
import Procedure
import Terminal

/// The message to a vendor, as it will be sent: read, copied, opened as a chat or a letter, or taken to a phone by its code.
struct MessageScreen: Sendable {
  /// What it is about.
  enum About: Sendable, Equatable {
    /// One dispute.
    case dispute(TicketID)
    /// Every open question of a call sheet.
    case callSheet
  }

  /// What the link opens.
  enum Way: Sendable, Equatable {
    case chat, mail
  }

  /// A code, and what it says.
  struct Code: Sendable {
    /// How much of the message a code holds, the most first.
    enum Content: Int, CaseIterable, Sendable { case whole, named, bare }

    var content: Content
    var made: Result<QRCode, QRCode.Mistake>
  }

  var about: About
  var vendor: VendorName
  /// The vendor's number in the panel.
  var phone: String?
  /// What names the order where there is no room for the message.
  var name: String
  /// The message in each language.
  var texts: [Language: String]
  var language: Language
  var way = Way.chat
  /// The first row that is visible.
  var top = 0
  /// The codes of the link, once they were asked for; empty until they have come.
  var codes: [Code]?
  /// The number of the codes that were asked for.
  var number = 0

  var text: String { texts[language] ?? "" }

  /// The link with as much of the message as is wanted.
  func link(_ content: Code.Content = .whole) -> String {
    let text =
      switch content {
      case .whole: self.text
      case .named: name
      case .bare: ""
      }
    switch way {
    case .chat: return MessageLink.chat(phone: phone, text: text)
    case .mail: return MessageLink.mail(subject: name, text: content == .whole ? text : "")
    }
  }
}

/// Opening the message, and what its keys do.
extension Model {
  /// Shows the message about the dispute that is shown, and sends it to the clipboard.
  mutating func openMessage(_ language: Language = .english) {
    guard let look = forms.isEmpty ? pane.look : formContext.look else { return }
    let dispute = look.dispute
    guard let vendor = dispute.order?.vendor else {
      return say(
        phrase("The vendor is not known yet: record the order first."), .refusal, mend: .order)
    }
    let policy = session.desk.policy
    let texts = Language.allCases.map {
      ($0, VendorMessage.text($0, for: dispute, device: look.listing?.device, policy: policy))
    }
    present(
      MessageScreen(
        about: .dispute(dispute.id), vendor: vendor, phone: look.vendorListing?.phone?.text,
        name: "Cashkr \(dispute.ticket.order) (\(dispute.id))",
        texts: Dictionary(uniqueKeysWithValues: texts), language: language))
  }

  /// The same about everything that a call sheet asks.
  mutating func openMessage(_ language: Language, of sheet: CallSheet) {
    let orders = sheet.looks.map { (dispute: $0.dispute, device: $0.listing?.device) }
    let policy = session.desk.policy
    let texts = Language.allCases.map {
      ($0, VendorMessage.text($0, to: sheet.vendor, about: orders, policy: policy))
    }
    let count = orders.count == 1 ? "1 order" : "\(orders.count) orders"
    present(
      MessageScreen(
        about: .callSheet, vendor: sheet.vendor,
        phone: sheet.looks.lazy.compactMap(\.vendorListing?.phone?.text).first,
        name: "Cashkr: \(count)", texts: Dictionary(uniqueKeysWithValues: texts),
        language: language))
  }

  private mutating func present(_ message: MessageScreen) {
    overlay = .message(message)
    copy(message)
  }

  private mutating func copy(_ message: MessageScreen) {
    send(.copy(message.text, what: phrase("The message")))
  }

  mutating func runMessage(_ id: ActionID) -> Bool {
    guard case .message(var message) = overlay else { return false }
    switch id {
    case .copyMessage: copy(message)
    case .otherLanguage:
      message.language = message.language == .english ? .hindi : .english
      message.top = 0
      show(message)
      copy(message)
    case .chatLink: copyLink(&message, .chat, phrase("The link to the chat"))
    case .mailLink: copyLink(&message, .mail, phrase("The link to the letter"))
    case .openLink: send(.openOutside(.link(message.link())))
    case .messageCode:
      if message.codes == nil { askForCodes(&message) } else { message.codes = nil }
      overlay = .message(message)
    case .pager: send(.pager(session.glyphs.printed(message.text)))
    case .plainMessage: send(.plain([.text(message.text + "\n")]))
    case .linesDown, .linesUp:
      message.top = top(of: messageSheet(message), after: id, from: message.top)
      overlay = .message(message)
    case .readReply: startReply(message)
    case .doneMessage where message.codes != nil:
      message.codes = nil
      overlay = .message(message)
    case .doneMessage: overlay = nil
    default: return false
    }
    return true
  }

  private mutating func copyLink(
    _ message: inout MessageScreen, _ way: MessageScreen.Way, _ what: String
  ) {
    message.way = way
    show(message)
    send(.copy(message.link(), what: what))
  }

  /// Shows it with another link; a code that is shown is made anew.
  private mutating func show(_ message: MessageScreen) {
    var message = message
    if message.codes != nil { askForCodes(&message) }
    overlay = .message(message)
  }

  private mutating func askForCodes(_ message: inout MessageScreen) {
    guard !session.glyphs.isRead else {
      return say(
        phrase("A code is for a camera and says nothing aloud: copy the link instead."), .refusal,
        mend: message.way == .chat ? .chatLink : .mailLink)
    }
    guard !session.glyphs.isASCII else {
      return say(
        phrase(
          "A terminal without UTF-8 has no half blocks to draw a code with: copy the link instead."),
        .refusal, mend: message.way == .chat ? .chatLink : .mailLink)
    }
    message.number = number()
    message.codes = []
    send(
      .codes(
        number: message.number,
        MessageScreen.Code.Content.allCases.map { ($0, message.link($0)) }))
  }

  /// Takes in the codes that were asked for.
  mutating func receive(_ number: Int, _ codes: [MessageScreen.Code]) {
    guard case .message(var message) = overlay, message.codes != nil, message.number == number
    else { return }
    if case .failure(.noLibrary)? = codes.first?.made {
      message.codes = nil
      say(phrase(QRCode.Mistake.noLibrary.said), .trouble)
    } else {
      message.codes = codes
    }
    overlay = .message(message)
  }
}
