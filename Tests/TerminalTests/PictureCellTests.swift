import Testing

@testable import Terminal

@Suite("Cells of a picture")
struct PictureCellTests {
  @Test("look the same with 256 colours and with all, and have none with fewer")
  func depths() {
    let tint = Tint(text: 196, ground: 231)
    #expect(
      tint.look(depth: .indexed) == Look(foreground: .palette(196), background: .palette(231)))
    #expect(
      tint.look(depth: .direct)
        == Look(
          foreground: .exact(RGB(red: 255, green: 0, blue: 0)),
          background: .exact(RGB(red: 255, green: 255, blue: 255))))
    for depth in [ColorDepth.mono, .eight, .sixteen] { #expect(tint.look(depth: depth) == Look()) }
  }

  @Test("never take a colour that is the person's own")
  func own() {
    #expect(Tint(text: 15, ground: 0) == Tint(text: nil, ground: nil))
  }

  @Test("stay within the frame, and what is written over them has the colours of its role again")
  func clipped() {
    var frame = Frame(size: Size(columns: 4, rows: 2))
    let tint = Tint(text: 20, ground: 30)
    for (row, column) in [(-1, 0), (0, -1), (2, 0), (0, 4), (1, 3)] {
      frame.put("▀", tint: tint, row: row, column: column)
    }
    #expect(frame.text == "\n   ▀")
    #expect(frame.tints == [tint] && frame[1, 3]?.tint == 1)
    frame.write("x", row: 1, column: 3)
    #expect(frame[1, 3]?.tint == 0)
  }

  @Test("take one number for one pair of colours, and a bounded number of pairs")
  func bounded() {
    var frame = Frame(size: Size(columns: 80, rows: 25))
    for index in 0..<2_000 {
      frame.put(
        "█", tint: Tint(text: UInt8(16 + index % 200), ground: UInt8(16 + index / 200)),
        row: index / 80, column: index % 80)
    }
    #expect(frame.tints.count == Frame.maxTints)
    #expect(frame[24, 79]?.scalar == "█" && frame[24, 79]?.tint == 0)
    frame.put("█", tint: frame.tints[3], row: 0, column: 0)
    #expect(frame[0, 0]?.tint == 4)
  }

  @Test("no cell is larger for them: a frame is made for every key")
  func size() {
    #expect(MemoryLayout<Cell>.stride == 24)
  }
}
