/// A piece of text about a person that can be erased without breaking the history (procedure, "Personal data").
///
/// In memory it is the text. An encoder that carries a `PersonalVault` under `.personalVault` writes a token instead and
/// keeps the text beside the log; a decoder that carries one reads the token back.
public struct Personal: Hashable, Sendable, Codable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The text, or `Personal.erased`.
  public var text: String

  /// A piece of personal text.
  public init(_ text: String) { self.text = text }

  /// A piece of personal text.
  public init(stringLiteral text: String) { self.text = text }

  /// What stands where the text has been erased.
  public static let erased = "[erased]"

  /// Whether the text has been erased, and says nothing any more.
  public var isErased: Bool { text == Personal.erased }

  /// The text.
  public var description: String { text }

  /// Reads the text, or the token that a vault knows it by.
  public init(from decoder: any Decoder) throws {
    let stored = try decoder.singleValueContainer().decode(String.self)
    let vault = decoder.userInfo[.personalVault] as? any PersonalVault
    self.init(vault.map { $0.text(for: stored) } ?? stored)
  }

  /// Writes the text, or the token that a vault gives for it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let vault = encoder.userInfo[.personalVault] as? any PersonalVault
    try container.encode(vault.map { $0.token(for: text) } ?? text)
  }

  /// The text without surrounding and doubled spaces and without case, for comparing names and addresses.
  public var folded: String { text.singleSpaced.lowercased() }
}

/// Keeps personal text beside the log, under salted tokens.
public protocol PersonalVault: Sendable {
  /// Keeps a text and gives the token that stands for it in the log.
  func token(for text: String) -> String
  /// The text of a token, or `Personal.erased`.
  func text(for token: String) -> String
}

extension CodingUserInfoKey {
  /// Where an encoder or decoder carries its `PersonalVault`.
  public static var personalVault: CodingUserInfoKey {
    guard let key = CodingUserInfoKey(rawValue: "paydesk.personalVault") else {
      preconditionFailure("a coding key of plain letters is always made")
    }
    return key
  }
}

extension String {
  /// The text without spaces around it, and with one where there are several.
  var singleSpaced: String {
    if isPlainlySpaced { return self }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether it is of plain signs with single spaces between them, as most are, which need not be taken apart into characters.
  private var isPlainlySpaced: Bool {
    var last: UInt8 = 0x20
    for byte in utf8 {
      guard byte >= 0x20, byte < 0x7F, byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != 0x20 || isEmpty
  }
}
