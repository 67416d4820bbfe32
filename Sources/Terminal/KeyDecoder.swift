/// Makes keys of the bytes that a terminal sends.
///
/// It knows the sequences of xterm, tmux, screen, rxvt, the Linux console and the VT series, and
/// whatever more it is given from the terminal's description. Bytes may come in any portions.
///
///     var decoder = KeyDecoder()
///     decoder.feed([0x1B, 0x5B, 0x41])  // [.up]
public struct KeyDecoder: Sendable {
  /// The most text that one paste brings, in bytes of UTF-8.
  public static let pasteLimit = 1 << 20

  /// Bytes that wait for the rest of a sequence.
  var pending: [UInt8] = []
  /// What was pasted so far; nil outside a paste.
  var pasted: [UInt8]?
  /// Whether a sequence is passed over that is longer than any key's, to its last byte.
  private var isSkipping = false
  /// Bytes of pastes that were over the limit, since this was last set to 0. They count when the
  /// paste has come to its end.
  public var droppedBytes = 0
  /// Bytes of the paste that is coming that were over the limit.
  private var dropping = 0
  /// Sequences of this terminal that go before the general ones.
  let sequences: [[UInt8]: Key]

  /// A decoder, with sequences of the terminal's own description.
  public init(sequences: [[UInt8]: Key] = [:]) {
    self.sequences = sequences.filter { $0.key.count > 1 && $0.key.first == 0x1B }
  }

  /// How long to wait for the rest of what came before it counts as complete, in milliseconds; nil
  /// when nothing waits. A lone Escape is short, a broken sequence is given more time.
  public var patience: Int? {
    if isSkipping { return 100 }
    guard pasted == nil, pending.first == 0x1B else { return nil }
    // Of a mouse's report, which no person types, what is late over a slow line must not come as keys.
    if pending.starts(with: [0x1B, 0x5B, 0x3C]) { return 1_000 }
    return pending.count == 1 ? 25 : 100
  }

  /// Takes bytes and returns the keys that are complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending.append(contentsOf: bytes)
    return drain(isFinal: false)
  }

  /// Takes what waits as it is, after ``patience`` is over.
  public mutating func flush() -> [Key] {
    isSkipping = false
    return pasted == nil && pending.first == 0x1B ? drain(isFinal: true) : []
  }

  private mutating func drain(isFinal: Bool) -> [Key] {
    var keys: [Key] = []
    var at = 0
    loop: while at < pending.count {
      if pasted != nil {
        guard let key = paste(&at) else { break }
        keys.append(key)
        continue
      }
      if isSkipping {
        skip(&at)
        continue
      }
      switch step(at, isFinal: isFinal) {
      case .wait: break loop
      case .take(let count, let key):
        at += count
        if let key { keys.append(key) }
      case .skip(let count):
        at += count
        isSkipping = !isFinal
      case .pasteStarts(let count):
        at += count
        pasted = []
      }
    }
    pending.removeFirst(at)
    return keys
  }

  /// Passes over one byte of a sequence that is too long; what cannot be a part of it is left.
  private mutating func skip(_ at: inout Int) {
    switch pending[at] {
    case 0x20...0x3F: at += 1
    case 0x40...0x7E:
      at += 1
      isSkipping = false
    default: isSkipping = false
    }
  }

  // MARK: Pastes

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Gathers pasted bytes; the paste when its end was found.
  private mutating func paste(_ at: inout Int) -> Key? {
    let end = KeyDecoder.pasteEnd
    var stop = at
    while stop < pending.count {
      if pending[stop] == 0x1B {
        let rest = pending[stop...].prefix(end.count)
        if rest.elementsEqual(end) {
          keep(pending[at..<stop])
          at = stop + end.count
          let text = KeyDecoder.text(pasted ?? [])
          pasted = nil
          droppedBytes += dropping
          dropping = 0
          return .paste(text)
        }
        if end.starts(with: rest) { break }
      }
      stop += 1
    }
    keep(pending[at..<stop])
    at = stop
    return nil
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let room = KeyDecoder.pasteLimit - (pasted?.count ?? 0)
    pasted?.append(contentsOf: bytes.prefix(room))
    dropping += max(bytes.count - room, 0)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    var unix: [UInt8] = []
    unix.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
      unix.append(byte == 0x0D ? 0x0A : byte)
    }
    // The limit may have cut a character in two.
    if bytes.count >= pasteLimit {
      while let last = unix.last, last & 0xC0 == 0x80 { unix.removeLast() }
      if let last = unix.last, last >= 0xC0 { unix.removeLast() }
    }
    return String(decoding: unix, as: UTF8.self)
  }
}
