/// The state of reading one row, which may begin in one chunk of the file and end in another.
///
/// `run` walks over the bytes once; the two inner loops pass everything that needs no thought in
/// one comparison.
struct CSVScan {
  /// Something that makes the row uncertain.
  struct Fault {
    enum Kind: Equatable {
      case quoteInBareCell, textAfterQuote, unclosedQuote, notUTF8, nul, longCell, longRow
    }
    var kind: Kind
    var line: Int
    /// The cell it stands in, from 0.
    var cell: Int
    var found: String?
  }

  private enum State {
    /// Before the first byte of a cell.
    case start
    /// In a cell without quotes.
    case bare
    /// Between quotes.
    case quoted
    /// After a quote that closes the cell, or is the first of a doubled one.
    case closing
  }

  /// The line of the next byte.
  private(set) var line = 1
  /// The line that the row begins on.
  private(set) var rowLine = 1
  /// Whether the row's end was seen.
  private(set) var isComplete = false
  private(set) var faults: [Fault] = []
  private(set) var cellCount = 0
  /// The last line of the row.
  private(set) var lastLine = 1

  private var state = State.start
  private var bytes = ContiguousArray<UInt8>()
  private var ends = ContiguousArray<Int32>()
  private var raw = ContiguousArray<UInt8>()
  private var rawLength = 0
  private var cellStart = 0
  private var quoteLine = 1
  private var hasHighBytes = false
  private var isTruncated = false
  /// A row ended in CR: an LF that follows belongs to it.
  private var skipsLineFeed = false
  /// The last byte between quotes was CR: an LF that follows is the same line break.
  private var followsReturn = false

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  /// More cells than any file has; further ones are counted and not kept.
  private static let cellLimit = 16_384

  /// Forgets the row before.
  mutating func begin(line: Int) {
    self.line = line
    rowLine = line
    lastLine = line
    isComplete = false
    state = .start
    cellCount = 0
    cellStart = 0
    rawLength = 0
    hasHighBytes = false
    isTruncated = false
    if !faults.isEmpty { faults = [] }
    bytes.removeAll(keepingCapacity: bytes.capacity <= CSVReader.fieldLimit)
    ends.removeAll(keepingCapacity: true)
    raw.removeAll(keepingCapacity: bytes.capacity <= CSVReader.fieldLimit)
  }

  /// The row, if it has no faults.
  var record: CSVRecord {
    CSVRecord(line: rowLine, lastLine: lastLine, bytes: Array(bytes), ends: Array(ends))
  }

  /// The row as it stands in the file, with what is not UTF-8 replaced, cut at the limit of a cell.
  var rawText: String {
    let text = String(decoding: raw, as: UTF8.self)
    return rawLength > raw.count ? text + " … and \(rawLength - raw.count) bytes more" : text
  }

  /// Walks on from an index; gives the index after the last byte that was used.
  mutating func run(_ chunk: UnsafeBufferPointer<UInt8>, from first: Int) -> Int {
    let end = chunk.count
    var index = first
    var rawStart = first
    defer {
      // A row that is complete and without faults needs no raw text: the common case copies
      // nothing.
      if !isComplete || !faults.isEmpty || hasHighBytes {
        keepRaw(UnsafeBufferPointer(rebasing: chunk[rawStart..<index]))
      }
    }
    while index < end {
      switch state {
      case .start:
        if skipsLineFeed {
          skipsLineFeed = false
          if chunk[index] == CSVScan.lineFeed {
            index += 1
            rawStart = index
            continue
          }
        }
        if chunk[index] == CSVScan.quote {
          state = .quoted
          quoteLine = line
          followsReturn = false
          index += 1
        } else {
          state = .bare
        }

      case .bare:
        let start = index
        while index < end {
          let byte = chunk[index]
          if byte > CSVScan.comma, byte < 0x80 {
            index += 1
            continue
          }
          if byte == CSVScan.comma || byte == CSVScan.lineFeed || byte == CSVScan.carriageReturn
            || byte == CSVScan.quote || byte == 0
          {
            break
          }
          if byte >= 0x80 { hasHighBytes = true }
          index += 1
        }
        keep(chunk, start, index)
        guard index < end else { continue }
        let byte = chunk[index]
        index += 1
        switch byte {
        case CSVScan.comma:
          endCell()
        case CSVScan.quote:
          fault(.quoteInBareCell)
          keep(chunk, index - 1, index)
        case 0:
          fault(.nul)
          keep(chunk, index - 1, index)
        default:
          skipsLineFeed = byte == CSVScan.carriageReturn
          if cellCount == 0, bytes.isEmpty, faults.isEmpty {
            line += 1
            rowLine = line
            lastLine = line
            state = .start
            rawStart = index
          } else {
            endRow()
            return index
          }
        }

      case .quoted:
        let start = index
        while index < end {
          let byte = chunk[index]
          if byte > CSVScan.quote, byte < 0x80 {
            index += 1
            continue
          }
          if byte == CSVScan.quote || byte == 0 { break }
          if byte >= 0x80 {
            hasHighBytes = true
          } else if byte == CSVScan.carriageReturn {
            line += 1
          } else if byte == CSVScan.lineFeed {
            let paired =
              index > start ? chunk[index - 1] == CSVScan.carriageReturn : followsReturn
            if !paired { line += 1 }
          }
          index += 1
        }
        if index > start { followsReturn = chunk[index - 1] == CSVScan.carriageReturn }
        keep(chunk, start, index)
        guard index < end else { continue }
        if chunk[index] == CSVScan.quote {
          state = .closing
        } else {
          fault(.nul)
          keep(chunk, index, index + 1)
          followsReturn = false
        }
        index += 1

      case .closing:
        switch chunk[index] {
        case CSVScan.quote:
          keep(chunk, index, index + 1)
          state = .quoted
          followsReturn = false
          index += 1
        case CSVScan.comma:
          endCell()
          index += 1
        case CSVScan.lineFeed, CSVScan.carriageReturn:
          skipsLineFeed = chunk[index] == CSVScan.carriageReturn
          index += 1
          endRow()
          return index
        default:
          fault(.textAfterQuote)
          state = .bare
        }
      }
    }
    return index
  }

  /// The file has ended; false if no row was begun.
  mutating func finish() -> Bool {
    lastLine = line
    if state == .start, cellCount == 0 { return false }
    if state == .quoted {
      // Only what stands in this cell: one that is opened at the very end holds nothing yet.
      if line > rowLine, bytes.count > cellStart, let last = bytes.last,
        last == CSVScan.lineFeed || last == CSVScan.carriageReturn
      {
        lastLine = line - 1
      }
      let opened = String(
        decoding: bytes[min(cellStart, bytes.count)...].prefix(240), as: UTF8.self)
      faults = [
        Fault(kind: .unclosedQuote, line: quoteLine, cell: cellCount, found: shortened(opened))
      ]
    }
    endCell()
    isComplete = true
    return true
  }

  /// Looks for bytes that are not UTF-8, also where two cells meet.
  mutating func checkText() {
    guard hasHighBytes, !isTruncated, !faults.contains(where: { $0.kind == .unclosedQuote }) else {
      return
    }
    var place = UTF8Check.firstFault(in: bytes)
    for end in ends where Int(end) < place ?? bytes.count && bytes[Int(end)] & 0xC0 == 0x80 {
      var lead = Int(end) - 1
      while lead > 0, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
      place = lead
      break
    }
    guard let place else { return }
    let cell = ends.firstIndex { Int($0) > place } ?? cellCount
    var breaks = 0
    for index in 0..<place
    where bytes[index] == CSVScan.lineFeed
      || bytes[index] == CSVScan.carriageReturn && bytes[index + 1] != CSVScan.lineFeed
    {
      breaks += 1
    }
    let start = cell == 0 ? 0 : Int(ends[cell - 1])
    let hex = String(bytes[place], radix: 16, uppercase: true)
    faults.append(
      Fault(
        kind: .notUTF8, line: rowLine + breaks, cell: cell,
        found: "byte \(hex) as number \(place - start + 1) of the cell"))
  }

  private mutating func keep(_ chunk: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    guard end > start else { return }
    var end = end
    if bytes.count - cellStart + end - start > CSVReader.fieldLimit {
      fault(.longCell)
      end = start + max(0, CSVReader.fieldLimit - (bytes.count - cellStart))
      isTruncated = true
    }
    if bytes.count + end - start > CSVReader.rowLimit {
      fault(.longRow)
      end = start
      isTruncated = true
    }
    if end > start {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[start..<end]))
    }
  }

  private mutating func keepRaw(_ part: UnsafeBufferPointer<UInt8>) {
    rawLength += part.count
    let space = CSVReader.fieldLimit - raw.count
    if space > 0 { raw.append(contentsOf: part.prefix(space)) }
  }

  private mutating func endCell() {
    cellCount += 1
    if ends.count < CSVScan.cellLimit {
      ends.append(Int32(bytes.count))
    } else {
      fault(.longRow)
    }
    cellStart = bytes.count
    state = .start
  }

  private mutating func endRow() {
    endCell()
    lastLine = line
    line += 1
    isComplete = true
  }

  private mutating func fault(_ kind: Fault.Kind) {
    guard !faults.contains(where: { $0.kind == kind }) else { return }
    let opensEarlier = kind == .longCell && state != .bare
    faults.append(Fault(kind: kind, line: opensEarlier ? quoteLine : line, cell: cellCount))
  }
}

extension CSVScan.Fault {
  /// What should have stood there, and what to do.
  func expected(lastLine: Int) -> String {
    switch kind {
    case .quoteInBareCell:
      "a cell that holds a quote to be written between quotes, and the quote twice"
    case .textAfterQuote:
      "a comma or the end of the row after the quote that closes the cell"
    case .unclosedQuote:
      "a closing quote: what follows cannot be told apart, so lines \(line) to \(lastLine) "
        + "were not read"
    case .notUTF8: "text in UTF-8"
    case .nul: "text without NUL bytes"
    case .longCell: "a cell of at most \(CSVReader.fieldLimit) bytes"
    case .longRow: "a row of at most \(CSVReader.rowLimit) bytes and 16384 cells"
    }
  }
}
