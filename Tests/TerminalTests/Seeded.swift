/// A generator whose numbers are the same on every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Text of scalars from all of Unicode, half of them from where trouble is.
  mutating func text(_ length: Int) -> String {
    var scalars = String.UnicodeScalarView()
    let troubled: [ClosedRange<UInt32>] = [
      0...0x2FF, 0x300...0x36F, 0x900...0x97F, 0x1100...0x11FF, 0x2000...0x206F,
      0x4E00...0x4E20, 0xE000...0xE010, 0xFE00...0xFE0F, 0xFFF0...0xFFFF, 0x1F1E6...0x1F6FF,
      0xE0000...0xE01FF,
    ]
    while scalars.count < length {
      let range =
        Bool.random(using: &self)
        ? troubled.randomElement(using: &self) ?? 0...0x7F : 0...0x10FFFF
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
