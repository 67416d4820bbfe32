import Foundation
import Testing

@testable import Pictures

/// Pictures that a phone makes, and pictures that somebody made to break what looks at them; all through the built program's
/// own child.
@Suite("A picture of a proof")
struct PictureTests {
  @Test(
    "is drawn in cells as large as there is room for",
    arguments: [
      ("receipt.png", 30, 30), ("receipt.jpg", 30, 30), ("receipt-progressive.jpg", 30, 30),
      ("receipt-grey.jpg", 30, 30), ("receipt-cmyk.jpg", 30, 30), ("receipt-large.jpg", 30, 30),
      ("receipt-edited.png", 30, 30), ("receipt-interlaced.png", 30, 30),
      ("receipt-cropped.png", 60, 12), ("receipt-16-bit.png", 60, 30), ("one-pixel.png", 60, 30),
      ("line.png", 60, 1), ("receipt-see-through.png", 60, 30), ("jpeg-called.png", 30, 30),
    ])
  func drawn(name: String, columns: Int, rows: Int) throws {
    let cells = try Made.cells(name)
    #expect(cells.columns == columns && cells.rows == rows)
    #expect(cells.cells.count == columns * rows && !cells.isDamaged)
    #expect(cells.across == 0..<1_000 && cells.down == 0..<1_000)
  }

  @Test("has its own colours", arguments: ["receipt.png", "receipt.jpg", "receipt-cmyk.jpg"])
  func colours(name: String) throws {
    let cells = try Made.cells(name)
    // The band at the top is green (22, 120, 70), what is below it white.
    for number in cells.colours(across: 10, down: 5) {
      let (red, green, blue) = parts(number)
      #expect(green > red + 40 && green > blue + 20, "\(number) is \(red), \(green), \(blue)")
    }
    for number in cells.colours(across: 5, down: 60) {
      let (red, green, blue) = parts(number)
      #expect(min(red, green, blue) > 220, "\(number) is \(red), \(green), \(blue)")
    }
    let pairs = Set(cells.cells.map { [$0.text, $0.ground] })
    #expect(pairs.count < 250, "\(pairs.count) pairs of colours")
  }

  @Test("a photograph stands upright, however the camera was held", arguments: 1...8)
  func upright(orientation: Int) throws {
    let plain = try Made.bytes("receipt.jpg")
    let (width, height, pixels) = try grey(plain)
    for isLittle in [true, false] {
      let turned = try grey(held(plain, orientation, isLittle))
      let isAcross = orientation >= 5
      #expect(turned.width == (isAcross ? height : width))
      #expect(turned.height == (isAcross ? width : height))
      // Of a camera that was turned to the right the picture's first column is its top, and so on (Exif 2.32, 4.6.5).
      for (x, y) in [(0, 0), (width - 1, 0), (7, 40), (width / 3, height / 2), (5, height - 1)] {
        let (across, down) = (width - 1 - x, height - 1 - y)
        let (column, row) = [
          (x, y), (across, y), (across, down), (x, down), (y, x), (down, x), (down, across),
          (y, across),
        ][orientation - 1]
        #expect(turned.pixels[row * turned.width + column] == pixels[y * width + x], "\(x), \(y)")
      }
    }
  }

  @Test("what a camera wrote of itself is no harm where it is cut or wrong")
  func badHolding() throws {
    let plain = try Made.bytes("receipt.jpg")
    let whole = try grey(plain)
    let good = held(plain, 6, true)
    for place in 2..<40 {
      var bad = good
      bad[place] = 0xFF
      // Whatever is read, something is or nothing is; and no more than all of it.
      if let found = try? grey(bad) { #expect(found.pixels.count == whole.pixels.count) }
    }
    #expect(try grey(held(plain, 9, true)).width == whole.width)
  }

  /// A picture as a grey copy.
  private func grey(_ bytes: [UInt8]) throws -> (width: Int, height: Int, pixels: ArraySlice<UInt8>)
  {
    let file = try Picture(bytes, program: Made.program).grey(by: ChildProcess())
    let end = try #require(file.firstIndex(of: UInt8(ascii: "\n")))
    let words = String(decoding: file[..<end], as: UTF8.self).split(separator: " ")
    let (width, height) = (try #require(Int(words[1])), try #require(Int(words[2])))
    let pixels = file[(end + 1)...]
    #expect(pixels.count == width * height)
    return (width, height, ArraySlice(Array(pixels)))
  }

  /// A JPEG with what a camera writes of how it was held.
  private func held(_ jpeg: [UInt8], _ orientation: Int, _ isLittle: Bool) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
      return isLittle ? bytes : bytes.reversed()
    }
    let tiff =
      Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(1, 2)
      + number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2)
      + number(0, 4)
    let body = Array("Exif\0\0".utf8) + tiff
    let length = body.count + 2
    return Array(jpeg[..<2]) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + body
      + jpeg[2...]
  }

  @Test("what can be seen through lies on white")
  func seeThrough() throws {
    let (red, green, blue) = parts(
      try #require(Made.cells("receipt-see-through.png").colours(across: 50, down: 50).max()))
    #expect(min(red, green, blue) > 220)
  }

  @Test("is drawn in ASCII, and without colours, where a terminal has no more")
  func plain() throws {
    let request = PictureRequest(columns: 60, rows: 30, isASCII: true, isColoured: false)
    let cells = try Made.cells("receipt.png", request)
    #expect(cells.cells.allSatisfy { (0x20...0x7E).contains($0.scalar.value) })
    #expect(cells.cells.allSatisfy { $0.text == nil && $0.ground == nil })
    #expect(Set(cells.cells.map(\.scalar)).count > 3, "something is to be seen")
  }

  @Test("a part of it is shown larger, and no part is outside of it")
  func part() throws {
    let top = try Made.cells(
      "receipt.png", PictureRequest(columns: 60, rows: 30, zoom: 4, x: 0, y: 0))
    #expect(top.columns == 60 && top.rows == 30)
    #expect(top.across.lowerBound == 0 && top.down == 0..<250)
    let end = try Made.cells(
      "receipt.png", PictureRequest(columns: 60, rows: 30, zoom: 64, x: 1_000, y: 1_000))
    #expect(end.across.upperBound == 1_000 && end.down.upperBound == 1_000)
  }

  @Test("a file that is cut off is shown as far as it goes, and called damaged")
  func damaged() throws {
    #expect(try Made.cells("truncated.jpg").isDamaged)
  }

  @Test(
    "what is no picture, too large or broken is refused with a sentence",
    arguments: [
      ("words.png", PictureTrouble.other), ("wrong-mark.png", .broken),
      ("truncated.png", .broken), ("bad-sum.png", .broken), ("no-rows.png", .broken),
      ("empty.png", .broken), ("bomb.png", .tooManyPixels(20_000, 20_000)),
      ("wide.png", .tooManyPixels(20_001, 1)), ("huge.png", .broken), ("huge.jpg", .broken),
    ])
  func refused(name: String, trouble: PictureTrouble) throws {
    #expect(throws: trouble) { try Made.cells(name) }
    #expect(trouble.description.hasSuffix("."))
  }

  @Test(
    "a picture of thousands of passes, and one with a text of 64 MiB, take their time and no more")
  func bombs() throws {
    let start = ContinuousClock.now
    // How far it comes within three seconds of work is the machine's to say.
    let picture = try Made.picture("scans.jpg")
    do throws(PictureTrouble) {
      _ = try picture.cells(Made.whole, by: ChildProcess())
    } catch {
      #expect([.broken, .tooLong].contains(error))
    }
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(try Made.cells("text-bomb.png").width == 8)
  }

  @Test("more bytes than are looked at are not looked at, and none are no picture")
  func bytes() throws {
    let much = Picture(try Made.bytes("one-pixel.png") + [UInt8](repeating: 0, count: 17 << 20))
    #expect(throws: PictureTrouble.tooManyBytes) {
      try much.cells(Made.whole, by: ChildProcess())
    }
    #expect(throws: PictureTrouble.other) {
      try Picture([], program: Made.program).cells(Made.whole, by: ChildProcess())
    }
  }

  @Test(
    "a library that is missing is named with the package that brings it",
    arguments: [
      (["libchafa.so.0"], [PictureTrouble.Library.chafa]), (["libpng16.so.16"], [.png]),
      (["libpng16.so.16", "libchafa.so.0"], [.png, .chafa]),
    ])
  func missing(names: [String], libraries: [PictureTrouble.Library]) throws {
    var picture = try Made.picture("receipt.png")
    picture.environment = ["LD_LIBRARY_PATH=\(try Made.withoutLibraries(names))"]
    #expect(throws: PictureTrouble.missing(libraries)) {
      try picture.cells(Made.whole, by: ChildProcess())
    }
    let sentence = PictureTrouble.missing(libraries).description
    for library in libraries { #expect(sentence.contains(library.package)) }
  }

  @Test("of JPEG too")
  func missingJPEG() throws {
    var picture = try Made.picture("receipt.jpg")
    picture.environment = ["LD_LIBRARY_PATH=\(try Made.withoutLibraries(["libturbojpeg.so.0"]))"]
    #expect(throws: PictureTrouble.missing([.jpeg])) {
      try picture.cells(Made.whole, by: ChildProcess())
    }
  }

  private func parts(_ number: UInt8) -> (Int, Int, Int) {
    guard number < 232 else {
      let grey = 8 + 10 * (Int(number) - 232)
      return (grey, grey, grey)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = Int(number) - 16
    return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
  }
}
