import Foundation

/// What went wrong, in a sentence.
public struct Trouble: Error, CustomStringConvertible {
  /// The sentence.
  public var description: String
  /// What went wrong.
  public init(_ description: String) { self.description = description }
}

/// Says how far it is, on the error stream.
public func say(_ text: String) {
  FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
}
