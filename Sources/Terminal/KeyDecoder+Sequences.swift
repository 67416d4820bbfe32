extension KeyDecoder {
  /// What the bytes from one place on are.
  enum Step {
    /// More has to come.
    case wait
    /// So many bytes are a key, or nothing when they mean none.
    case take(Int, Key?)
    /// So many bytes begin a sequence that no key has, and the rest of it comes behind them.
    case skip(Int)
    /// So many bytes open a paste.
    case pasteStarts(Int)
  }

  /// Reads one key at a place of what waits. `isFinal` says that no more comes.
  func step(_ at: Int, isFinal: Bool) -> Step {
    let bytes = pending[at...]
    guard let first = bytes.first else { return .wait }
    guard first == 0x1B else { return character(bytes) }
    if let known = known(bytes) {
      if case .wait = known, isFinal {} else { return known }
    }
    let rest = bytes.dropFirst()
    guard let second = rest.first else { return isFinal ? .take(1, .escape) : .wait }
    switch second {
    case 0x5B where rest.count == 1, 0x4F where rest.count == 1:
      // Alt-[ and Alt-O look like the start of a sequence.
      return isFinal ? .take(2, .alt(second == 0x5B ? "[" : "O")) : .wait
    case 0x5B: return control(rest.dropFirst(), isFinal: isFinal)
    case 0x4F: return .take(3, KeyDecoder.single[rest[rest.startIndex + 1]] ?? nil)
    case 0x1B: return escaped(rest, isFinal: isFinal)
    case 0x7F, 0x08: return .take(2, .altBackspace)
    case 0x0D, 0x0A: return .take(2, .altEnter)
    case 0..<0x20: return .take(1, .escape)
    default:
      switch character(rest) {
      case .take(let count, .character(let character)): return .take(count + 1, .alt(character))
      case .wait where !isFinal: return .wait
      default: return .take(1, .escape)
      }
    }
  }

  /// Escape before another sequence: the older way to send Alt with an arrow, or just Escape.
  private func escaped(_ rest: ArraySlice<UInt8>, isFinal: Bool) -> Step {
    let third = rest.dropFirst().first
    if third == nil, !isFinal { return .wait }
    guard third == 0x5B || third == 0x4F, rest.count > 2 || !isFinal else {
      return .take(1, .escape)
    }
    switch step(rest.startIndex, isFinal: isFinal) {
    case .wait: return .wait
    case .take(let count, let key): return .take(count + 1, key.map { $0.with(alt: true) })
    case .skip(let count): return .skip(count + 1)
    case .pasteStarts: return .take(1, .escape)
    }
  }

  private func known(_ bytes: ArraySlice<UInt8>) -> Step? {
    var mayGrow = false
    var found: Step?
    for (sequence, key) in sequences {
      if bytes.starts(with: sequence) {
        if case .take(let count, _) = found, count > sequence.count { continue }
        found = .take(sequence.count, key)
      } else if bytes.count < sequence.count, bytes.count > 1, sequence.starts(with: bytes) {
        mayGrow = true
      }
    }
    return found ?? (mayGrow ? .wait : nil)
  }

  // MARK: Characters

  private func character(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .wait }
    switch first {
    case 0x0D, 0x0A: return .take(1, .enter)
    case 0x09: return .take(1, .tab)
    case 0x7F, 0x08: return .take(1, .backspace)
    case 0x00: return .take(1, .control(" "))
    case 0x01...0x1A: return .take(1, .control(Character(Unicode.Scalar(first + 0x60))))
    case 0x1C...0x1F: return .take(1, .control(Character(Unicode.Scalar(first + 0x40))))
    case 0x20..<0x7F: return .take(1, .character(Character(Unicode.Scalar(first))))
    default: return beyondASCII(bytes, first)
    }
  }

  private func beyondASCII(_ bytes: ArraySlice<UInt8>, _ first: UInt8) -> Step {
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let follow = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }.count
    if length > 1, follow < length - 1, bytes.count == follow + 1 { return .wait }
    var decoder = UTF8()
    var iterator = bytes.prefix(length).makeIterator()
    guard length > 1, follow == length - 1,
      case .scalarValue(let scalar) = decoder.decode(&iterator)
    else { return .take(follow + 1, .character("\u{FFFD}")) }
    return .take(length, scalar.value < 0xA0 ? nil : .character(Character(scalar)))
  }

  // MARK: Sequences that begin with Escape [

  private func control(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
    // The Linux console sends its first five function keys with a second bracket.
    if bytes.first == 0x5B {
      guard bytes.count >= 2 else { return isFinal ? .take(3, nil) : .wait }
      let number = Int(bytes[bytes.startIndex + 1]) - 0x40
      return .take(4, (1...5) ~= number ? .function(number) : nil)
    }
    if bytes.first == 0x4D { return oldMouse(bytes.dropFirst(), isFinal: isFinal) }
    let parameters = bytes.prefix { (0x20...0x3F).contains($0) }
    guard parameters.count <= 32 else { return .skip(2 + 33) }
    guard let final = bytes.dropFirst(parameters.count).first else {
      return isFinal ? .take(2 + parameters.count, nil) : .wait
    }
    let length = 2 + parameters.count + 1
    guard (0x40...0x7E).contains(final) else { return .take(length - 1, nil) }
    let numbers = parameters.split(separator: 0x3B, omittingEmptySubsequences: false).map {
      Int(String(decoding: $0.prefix { $0 != 0x3A }, as: UTF8.self)) ?? 0
    }
    if final == 0x7E, numbers.first == 200 { return .pasteStarts(length) }
    if parameters.first == 0x3C, final == 0x4D || final == 0x6D {
      let mouse = Mouse(report: parameters.dropFirst(), isPress: final == 0x4D)
      return .take(length, mouse.map { .mouse($0) })
    }
    // Answers of the terminal to questions that something else asked.
    if let mark = parameters.first, (0x3C...0x3F).contains(mark) { return .take(length, nil) }
    return .take(length, KeyDecoder.key(final: final, numbers))
  }

  /// A mouse's report in the first form that there was, from a terminal that knows no other: three bytes that must not be taken
  /// for keys. No place beyond 223 can be told in it, so nothing is made of it.
  private func oldMouse(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
    let report = bytes.prefix(3).prefix { $0 >= 0x20 }
    if report.count < 3, report.count == bytes.count, !isFinal { return .wait }
    return .take(3 + report.count, nil)
  }

  private static func key(final: UInt8, _ numbers: [Int]) -> Key? {
    let first = numbers.first ?? 0
    let modifiers = numbers.count > 1 ? numbers[1] : 0
    switch final {
    case 0x7E:  // ~
      if first == 27, numbers.count > 2 { return coded(numbers[2], modifiers) }
      return numbered[first]?.with(modifiers: modifiers)
    case 0x5E: return numbered[first]?.with(modifiers: 5)  // ^ of rxvt
    case 0x40: return numbered[first]?.with(modifiers: 6)  // @ of rxvt
    case 0x75: return coded(first, modifiers)  // u
    case 0x5A: return .backTab  // Z
    case 0x61...0x64 where first == 0:  // a to d of rxvt
      return (single[final - 0x20] ?? nil)?.with(modifiers: 2)
    case 0x41...0x48 where first <= 1, 0x50...0x53 where first <= 1:  // A to H, P to S
      if final == 0x45 || final == 0x47 { return nil }
      return (single[final] ?? nil)?.with(modifiers: modifiers)
    default: return nil
    }
  }

  /// A key by its code point, as terminals with more exact keyboards send it.
  private static func coded(_ code: Int, _ modifiers: Int) -> Key? {
    let bits = max(modifiers - 1, 0)
    let plain: Key
    switch code {
    case 9: return bits & 1 != 0 ? .backTab : .tab
    case 13: plain = .enter
    case 27: return .escape
    case 127, 8: plain = .backspace
    default:
      guard let scalar = Unicode.Scalar(UInt32(clamping: code)), code >= 0x20,
        !(0x7F..<0xA0).contains(code), !(0xE000...0xF8FF).contains(code)
      else { return nil }
      plain = .character(Character(scalar))
    }
    return plain.with(modifiers: modifiers)
  }

  /// Keys by the number before `~`.
  private static let numbered: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14),
    28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
    33: .function(19), 34: .function(20),
  ]

  /// Keys by the letter after Escape O, and for the capital ones after Escape [ too. The small
  /// letters from j on are the keypad's.
  private static let single: [UInt8: Key?] = [
    0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home,
    0x50: .function(1), 0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
    0x4D: .enter, 0x49: .tab, 0x58: .character("="),
    0x61: .controlUp, 0x62: .controlDown, 0x63: .controlRight, 0x64: .controlLeft,
    0x6A: .character("*"), 0x6B: .character("+"), 0x6C: .character(","), 0x6D: .character("-"),
    0x6E: .character("."), 0x6F: .character("/"), 0x70: .character("0"), 0x71: .character("1"),
    0x72: .character("2"), 0x73: .character("3"), 0x74: .character("4"), 0x75: .character("5"),
    0x76: .character("6"), 0x77: .character("7"), 0x78: .character("8"), 0x79: .character("9"),
  ]
}

extension Key {
  /// The key with the modifiers as xterm counts them: 1 and Shift 1, Alt 2, Ctrl 4. A combination
  /// that no key stands for is the key without.
  func with(modifiers: Int) -> Key {
    let bits = max(modifiers - 1, 0)
    if bits & 4 != 0 { return withControl() }
    if bits & 2 != 0 { return with(alt: true) }
    if bits & 1 != 0 { return withShift() }
    return self
  }

  func with(alt: Bool) -> Key {
    guard alt else { return self }
    return switch self {
    case .up: .altUp
    case .down: .altDown
    case .left: .altLeft
    case .right: .altRight
    case .backspace: .altBackspace
    case .enter: .altEnter
    case .character(let character): .alt(character)
    default: self
    }
  }

  private func withControl() -> Key {
    switch self {
    case .up: .controlUp
    case .down: .controlDown
    case .left: .controlLeft
    case .right: .controlRight
    case .home: .controlHome
    case .end: .controlEnd
    case .delete: .controlDelete
    case .character(let character):
      switch character.lowercased() {
      case "m", "j": .enter
      case "i": .tab
      case "h": .backspace
      case "[": .escape
      default: .control(Character(character.lowercased()))
      }
    default: self
    }
  }

  private func withShift() -> Key {
    switch self {
    case .up: .shiftUp
    case .down: .shiftDown
    case .left: .shiftLeft
    case .right: .shiftRight
    case .tab: .backTab
    case .function(let number) where number <= 12: .function(number + 12)
    case .character(let character):
      .character(character.uppercased().first ?? character)
    default: self
    }
  }
}
