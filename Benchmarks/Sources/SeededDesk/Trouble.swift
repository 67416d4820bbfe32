import Foundation

/// What went wrong, in a sentence.
public struct Trouble: Error, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}

/// Says how far it is, on the error stream.
public func say(_ text: String) {
  FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
}
