/// SQL that both databases share, in the words of this one.
enum Placeholders {
  /// The statement with `$1`, `$2` … for each `?`, and without SQLite's ` INDEXED BY name`. What stands between quotes, in
  /// dollar quotes and in comments is left as it is; a backslash is no escape.
  static func numbered(_ sql: String) -> String {
    let text = Array(sql.utf8)
    var made: [UInt8] = []
    made.reserveCapacity(text.count + 16)
    var count = 0
    var at = 0
    while at < text.count {
      if let end = quoted(text, from: at) {
        made += text[at..<end]
        at = end
      } else if text[at] == UInt8(ascii: "?") {
        count += 1
        made += Array("$\(count)".utf8)
        at += 1
      } else if let end = indexed(text, from: at) {
        at = end
      } else {
        made.append(text[at])
        at += 1
      }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// Where what is quoted from here ends; nil where nothing is.
  private static func quoted(_ text: [UInt8], from start: Int) -> Int? {
    func end(of closing: some Collection<UInt8>, after opening: Int) -> Int {
      var at = opening
      while at < text.count, !text[at...].starts(with: closing) { at += 1 }
      return min(text.count, at + closing.count)
    }
    switch text[start] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return end(of: CollectionOfOne(text[start]), after: start + 1)
    case UInt8(ascii: "-") where text[start...].starts(with: Array("--".utf8)):
      return end(of: Array("\n".utf8), after: start)
    case UInt8(ascii: "/") where text[start...].starts(with: Array("/*".utf8)):
      return end(of: Array("*/".utf8), after: start + 2)
    case UInt8(ascii: "$"):
      let tag = text[(start + 1)...].prefix(while: isWord)
      let close = start + 1 + tag.count
      let isTag = tag.first.map { $0 < UInt8(ascii: "0") || $0 > UInt8(ascii: "9") } ?? true
      guard isTag, close < text.count, text[close] == UInt8(ascii: "$") else { return nil }
      return end(of: text[start...close], after: close + 1)
    default: return nil
    }
  }

  /// Where ` INDEXED BY name` that begins here ends; nil where none does.
  private static func indexed(_ text: [UInt8], from start: Int) -> Int? {
    let words = Array(" INDEXED BY ".utf8)
    guard text[start...].starts(with: words) else { return nil }
    return start + words.count + text[(start + words.count)...].prefix(while: isWord).count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: byte >= 0x80
    }
  }
}
