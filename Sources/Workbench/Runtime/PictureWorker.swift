import Glibc
import Journal
import Pictures
import Procedure
import Synchronization
import Terminal

/// Where the bytes of a proof are.
enum PictureSource: Hashable, Sendable {
  /// In the store, under their hash.
  case kept(sha256: String)
  /// In a file that a person named.
  case file(path: String)
}

/// Looks at proofs off the loop: pictures and their texts, each on a thread of its own that begins with the first of them, and
/// one more for what is opened outside.
///
/// What is asked for takes the place of what was asked for before: that one's process is killed.
final class PictureWorker: Sendable {
  private struct State {
    var bytes: (source: PictureSource, bytes: [UInt8])?
    var drawing: ChildProcess?
    var reading: ChildProcess?
    var drawingLane: Lane?
    var readingLane: Lane?
    var openingLane: Lane?
  }

  private let options: WorkbenchOptions
  private let post: @Sendable (Message) -> Void
  private let copies = ProofCopies()
  private let state = Mutex(State())

  init(_ options: WorkbenchOptions, post: @escaping @Sendable (Message) -> Void) {
    self.options = options
    self.post = post
  }

  /// Does what is asked, and posts what came of it; false for an effect that is none of pictures.
  func run(_ effect: Effect) -> Bool {
    switch effect {
    case .showPicture(let number, let source, let request):
      let (lane, child) = begin(\.drawing, \.drawingLane)
      perform(effect, lane) {
        .pictured(number, self.look(at: source) { try $0.cells(request, by: child) })
      }
    case .readPicture(let number, let source):
      let (lane, child) = begin(\.reading, \.readingLane)
      perform(effect, lane) {
        .pictureRead(number, self.look(at: source) { try $0.text(by: child) })
      }
    case .closePictures: close()
    case .openOutside(let outside):
      // The desktop may take its time: nothing that is looked at waits for it.
      perform(effect, lane(\.openingLane)) { self.open(outside) }
    case .layPicture(let source, let name):
      perform(effect, begin(\.drawing, \.drawingLane).lane) {
        do { return .proofLaid(name, path: try self.lay(source, name)) } catch {
          return .trouble(sentence(of: error))
        }
      }
    default: return false
    }
    return true
  }

  /// Ends whatever is under way, and forgets what was looked at.
  func close() {
    let running = state.withLock { state in
      defer { (state.drawing, state.reading, state.bytes) = (nil, nil, nil) }
      return [state.drawing, state.reading]
    }
    for child in running { child?.cancel() }
  }

  private func lane(_ lane: WritableKeyPath<State, Lane?>) -> Lane {
    state.withLock { state in
      let found = state[keyPath: lane] ?? Lane()
      state[keyPath: lane] = found
      return found
    }
  }

  private func begin(
    _ place: WritableKeyPath<State, ChildProcess?>, _ lane: WritableKeyPath<State, Lane?>
  ) -> (lane: Lane, child: ChildProcess) {
    let child = ChildProcess()
    let before = state.withLock { state in
      defer { state[keyPath: place] = child }
      return state[keyPath: place]
    }
    before?.cancel()
    return (self.lane(lane), child)
  }

  private func perform(_ effect: Effect, _ lane: Lane, _ work: @escaping @Sendable () -> Message) {
    lane.async {
      let start = ContinuousClock.now
      let message = Language.$ofScreens.withValue(self.options.language) { work() }
      self.options.log?.note(
        DiagnosticNote("effect").saying("name", effect.name)
          .saying("took", ContinuousClock.now - start))
      self.post(message)
    }
  }

  // MARK: What is done

  private func look<Value>(
    at source: PictureSource, _ body: (Picture) throws -> Value
  ) -> Result<Value, PictureTrouble> {
    do {
      return .success(try body(Picture(try bytes(of: source), program: options.pictureProgram)))
    } catch let trouble as PictureTrouble {
      return .failure(trouble)
    } catch {
      return .failure(.unreadable(sentence(of: error)))
    }
  }

  /// The bytes of a proof; those that were asked for last are kept while it is looked at.
  private func bytes(of source: PictureSource) throws -> [UInt8] {
    if let known = state.withLock({ $0.bytes }), known.source == source { return known.bytes }
    let bytes: [UInt8]
    switch source {
    case .file(let path): bytes = try TextFile.bytes(of: path)
    case .kept(let sha256):
      guard let kept = try options.store.proofBytes(sha256: sha256) else {
        throw TextFile.Mistake(
          description: phrase(
            "The file of this proof is not in the store: it was erased, or never kept."))
      }
      bytes = kept
    }
    state.withLock { $0.bytes = (source, bytes) }
    return bytes
  }

  /// Lays a copy where nobody else can read it, which goes with the program: nothing else is handed over.
  private func lay(_ source: PictureSource, _ name: String) throws -> String {
    let key: String
    switch source {
    case .kept(let sha256): key = sha256
    case .file(let path): key = "typed-" + String(UInt(bitPattern: path.hashValue), radix: 16)
    }
    return try copies.lay(try bytes(of: source), sha256: key, named: name)
  }

  private func open(_ outside: Outside) -> Message {
    do {
      let (place, what) =
        switch outside {
        case .proof(let source, let name): (try lay(source, name), phrase("A copy of \(name)"))
        case .link(let link): (link, phrase("The link"))
        }
      return .openedOutside(try Opener.open(place, what, words: options.opener))
    } catch {
      return .trouble(sentence(of: error))
    }
  }
}
