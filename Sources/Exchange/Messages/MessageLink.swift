/// An address that opens a message to a vendor elsewhere, already written: a chat of WhatsApp, or a letter of the mail program.
///
///     MessageLink.chat(phone: "+91 98765 44321", text: "Order 1?")   // https://wa.me/919876544321?text=Order%201%3F
///     MessageLink.mail(subject: "Order 1", text: "Paid?")            // mailto:?subject=Order%201&body=Paid%3F
public enum MessageLink {
  /// The chat with a number; without one, or without one that can be dialled from anywhere, the person chooses the chat.
  ///
  /// - Parameter text: what stands in it ready to be sent; an empty one opens the chat alone.
  public static func chat(phone: String?, text: String) -> String {
    let number = phone.flatMap(digits) ?? ""
    return "https://wa.me/" + number + (text.isEmpty ? "" : "?text=" + text.percentEncoded)
  }

  /// A letter; whom it goes to is chosen in the mail program, for the panel lists no vendor's address.
  public static func mail(subject: String, text: String) -> String {
    let body = text.replacing("\n", with: "\r\n")
    return "mailto:?subject=" + subject.percentEncoded
      + (text.isEmpty ? "" : "&body=" + body.percentEncoded)
  }

  /// A telephone number in digits alone, with the prefix of its country: India's where none is written. Nil for what is no number,
  /// or more than one.
  public static func digits(of phone: String) -> String? {
    var text = trimmed(phone)
    if text.hasPrefix("00") { text = "+" + text.dropFirst(2) }
    guard PastedValues.isPhone(text) else { return nil }
    let digits = text.filter { ("0"..."9").contains($0) }
    return text.hasPrefix("+") ? digits : "91" + digits.suffix(10)
  }
}

extension String {
  /// The text as a part of an address: what is neither letter, digit nor `-._~` becomes `%` and two digits for each byte of UTF-8.
  public var percentEncoded: String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
