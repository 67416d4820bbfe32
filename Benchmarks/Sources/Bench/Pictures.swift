import Foundation
import SeededDesk

/// Pictures that a program showed, in a file from which the floor shows them again.
struct Pictures {
  var all: [Picture] = []

  /// Writes how many there are, their rows and columns, and each cell as eight numbers: five scalars, its look and two colours.
  func write(to path: String) throws {
    guard let first = all.first else { throw Trouble("no picture was taken") }
    if let strange = all.compactMap(\.strange).first {
      throw Trouble("the screen cannot be read: the program sent \(strange)")
    }
    var numbers = [UInt32(all.count), UInt32(first.rows), UInt32(first.columns)]
    for cell in all.lazy.flatMap(\.cells) {
      for place in 0..<5 {
        numbers.append(cell.scalars.indices.contains(place) ? cell.scalars[place] : 0)
      }
      numbers += [
        cell.look.flags, UInt32(bitPattern: cell.look.ink), UInt32(bitPattern: cell.look.ground),
      ]
    }
    try numbers.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
  }
}
