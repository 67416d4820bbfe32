import Testing

@testable import Terminal

@Suite("Bars")
struct BarsTests {
  @Test("are as long as the value is of the largest, to the nearest eighth of a cell")
  func lengths() {
    #expect(Bars.bar(0, of: 8, width: 4) == "")
    #expect(Bars.bar(8, of: 8, width: 4) == "████")
    #expect(Bars.bar(4, of: 8, width: 4) == "██")
    #expect(Bars.bar(3, of: 8, width: 4) == "█▌")
    let eighths = (1...8).map { Bars.bar($0, of: 8, width: 1) }
    #expect(eighths == ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"])
    // 5 of 48 in one cell is 0.83 of an eighth, 7 of 48 is 1.17, 9 of 48 is exactly one and a half.
    #expect([5, 7, 9].map { Bars.bar($0, of: 48, width: 1) } == ["▏", "▏", "▎"])
  }

  @Test("are whole cells in ASCII")
  func ascii() {
    #expect(Bars.bar(3, of: 8, width: 4, .ascii) == "##")
    #expect(Bars.bar(1, of: 8, width: 4, .ascii) == "#")
    #expect(Bars.bar(8, of: 8, width: 4, .ascii) == "####")
    #expect(Bars.sparkline([0, 1, 2, 3, 4, 5, 6, 7], .ascii) == "_.:-=+*#")
  }

  @Test("show whatever is above zero, and nothing that is not")
  func extremes() {
    #expect(Bars.bar(1, of: .max, width: 10) == "▏")
    #expect(Bars.bar(1, of: .max, width: 10, .ascii) == "#")
    #expect(Bars.bar(.max, of: .max, width: 3) == "███")
    #expect(Bars.bar(.max - 1, of: .max, width: 3) == "███")
    #expect(Bars.bar(.max, of: 1, width: 3) == "███")
    #expect(Bars.bar(-5, of: 10, width: 3) == "")
    #expect(Bars.bar(.min, of: .max, width: 3) == "")
    #expect(Bars.bar(5, of: 0, width: 3) == "███")
    #expect(Bars.bar(5, of: 10, width: 0) == "")
    #expect(Bars.bar(5, of: 10, width: -2) == "")
  }

  @Test("never outgrow their width, and never shrink as the value grows")
  func order() {
    var random = Seeded(state: 11)
    for _ in 0..<500 {
      let largest = Int64.random(in: 1...1_000_000, using: &random)
      let width = Int.random(in: 1...40, using: &random)
      let values = (0..<6).map { _ in Int64.random(in: 0...largest, using: &random) }.sorted()
      for glyphs in [Glyphs.unicode, .ascii] {
        let bars = values.map { Bars.bar($0, of: largest, width: width, glyphs) }
        #expect(bars.allSatisfy { TextLayout.width($0) <= width })
        let lengths = bars.map { bar in
          bar.reduce(0) { $0 + ((glyphs.barParts.firstIndex(of: String($1)) ?? -1) + 1) }
        }
        #expect(lengths == lengths.sorted())
      }
    }
  }

  @Test("stand side by side in a line, the lowest for nothing")
  func sparkline() {
    #expect(Bars.sparkline([]) == "")
    #expect(Bars.sparkline([0, 0, 0]) == "▁▁▁")
    #expect(Bars.sparkline([0, 1, 4, 7]) == "▁▂▅█")
    #expect(Bars.sparkline([5]) == "█")
    #expect(Bars.sparkline([-3, 0, 1, 1_000_000]) == "▁▁▂█")
    #expect(Bars.sparkline([.max, .max, 1], width: 3) == "██▂")
  }

  @Test("add neighbours up where a line has more values than cells")
  func neighbours() {
    #expect(Bars.sparkline([1, 1, 2, 2, 0], width: 3) == Bars.sparkline([2, 4, 0]))
    #expect(Bars.sparkline([1, 2, 3], width: 3) == Bars.sparkline([1, 2, 3]))
    #expect(Bars.sparkline([1, 2, 3], width: 0) == "")
    #expect(Bars.sparkline([.max, .max, 1, 1], width: 2) == "█▂")
    #expect(Bars.neighbours(of: 92, in: 40) == 3)
    #expect(Bars.neighbours(of: 40, in: 40) == 1)
    #expect(Bars.neighbours(of: 41, in: 40) == 2)
    for count in 0...120 {
      #expect(Bars.sparkline(Array(repeating: 1, count: count), width: 30).count <= 30)
    }
  }
}
