import Crypto
import Procedure
import Synchronization

/// The personal texts of one stream while its events are read or written.
///
/// A text's token is a hash of the text with a salt of its own, so that the log alone, without the salts beside it, does not
/// tell what it stood for even where the text could be guessed. One text on one stream has one token.
final class StreamVault: PersonalVault {
  /// A text with its salt and token, made while encoding and yet to be kept.
  struct Made: Sendable {
    var token: String
    var salt: [UInt8]
    var text: String
  }

  private struct State {
    var texts: [String: String] = [:]
    var tokens: [String: String] = [:]
    var made: [Made] = []
  }

  /// What stands for a text that was erased before it was written once more.
  static let erasedToken = "h:erased"

  private let state = Mutex(State())

  /// A vault of a stream of which nothing is known.
  init() {}

  /// Turns to another stream with what is kept of it.
  func turn(to known: [(token: String, text: String)]) {
    state.withLock {
      $0 = State()
      for (token, text) in known {
        $0.texts[token] = text
        $0.tokens[text] = token
      }
    }
  }

  /// What was made since the last call, to be kept.
  func takeMade() -> [Made] {
    state.withLock {
      let made = $0.made
      $0.made = []
      return made
    }
  }

  func token(for text: String) -> String {
    if text == Personal.erased { return StreamVault.erasedToken }
    return state.withLock { state in
      if let token = state.tokens[text] { return token }
      let salt = StreamVault.newSalt()
      let token = StreamVault.token(salt: salt, text: text)
      state.tokens[text] = token
      state.texts[token] = text
      state.made.append(Made(token: token, salt: salt, text: text))
      return token
    }
  }

  func text(for token: String) -> String {
    state.withLock { $0.texts[token] ?? Personal.erased }
  }

  /// 16 random bytes, for which the system is asked twice and not sixteen times.
  private static func newSalt() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<2).flatMap { _ in
      withUnsafeBytes(of: random.next() as UInt64) { Array($0) }
    }
  }

  /// The token of a text with a salt.
  static func token(salt: [UInt8], text: String) -> String {
    "h:" + SHA256.hash(data: salt + Array(text.utf8)).hexadecimal
  }
}
