import Pictures
import Procedure
import Terminal

/// A proof looked at: its picture, and beside it what was typed, what the order says, and what differs.
struct ProofScreen: Sendable {
  /// What is looked at.
  enum Subject: Hashable, Sendable {
    /// A proof that is recorded.
    case recorded(ProofID)
    /// A file that is named at a field of the open form.
    case typed(path: String, field: String)
  }

  /// How far the picture is.
  enum Picture: Sendable {
    /// There is none, in a plain sentence.
    case none(String)
    /// It is being decoded.
    case waiting
    /// It is here.
    case shown(PictureCells)
  }

  /// How far the text of the picture is.
  enum Text: Sendable {
    /// It was not asked for: first there has to be a picture.
    case unasked
    /// It is being read.
    case waiting
    /// What was read.
    case read(ProofReading)
    /// It cannot be read, in a plain sentence.
    case none(String)
  }

  /// The proofs that can be looked at, in order.
  var subjects: [Subject]
  /// Which one is.
  var index: Int
  /// The number of the request for its picture, and of that for its text.
  var pictureNumber = 0
  var textNumber = 0
  var picture = Picture.waiting
  var text = Text.unasked
  /// How often larger than whole; the middle of what is shown, in thousandths of the picture.
  var zoom = 1
  var x = 500
  var y = 500
  /// The rows of the facts that are above what is shown.
  var scroll = 0
  /// How many of the amounts that were read were taken so far: the key takes the next one.
  var taken = 0

  /// What is looked at.
  var subject: Subject { subjects[index] }

  /// What was read from the picture.
  var reading: ProofReading? {
    if case .read(let reading) = text { return reading }
    return nil
  }
}

extension Model {
  /// Shows a proof of the dispute that forms and panes are about, the one that most likely is meant first.
  mutating func lookAtProof(_ wanted: ProofScreen.Subject? = nil) {
    let proofs = formContext.dispute?.proofs ?? []
    var subjects = proofs.map { ProofScreen.Subject.recorded($0.proof.id) }
    if let wanted, !subjects.contains(wanted) { subjects.insert(wanted, at: 0) }
    let likely = proofs.last { $0.verdict == .waiting && $0.proof.sha256 != nil }
    let first =
      wanted
      ?? (likely ?? proofs.last { $0.proof.sha256 != nil } ?? proofs.last).map {
        .recorded($0.proof.id)
      }
    guard let first, let index = subjects.firstIndex(of: first) else {
      return say(phrase("No proof is recorded here yet."), .info)
    }
    overlay = .proof(ProofScreen(subjects: subjects, index: index))
    askForPicture()
  }

  /// Asks for the picture as large as there is room for it, in the place of what was asked for before.
  mutating func askForPicture() {
    guard case .proof(var screen) = overlay else { return }
    screen.pictureNumber = number()
    if let source = source(of: screen.subject) {
      let room = proofPictureRect
      let request = PictureRequest(
        columns: room.columns, rows: room.rows, zoom: screen.zoom, x: screen.x, y: screen.y,
        isASCII: session.glyphs.isASCII, isColoured: session.hasPictureColours)
      send(.showPicture(number: screen.pictureNumber, source, request))
    } else {
      screen.picture = .none(noPicture)
    }
    overlay = .proof(screen)
  }

  /// Takes in a picture, or why there is none; then its text is asked for, once.
  mutating func receive(picture number: Int, _ result: Result<PictureCells, PictureTrouble>) {
    guard case .proof(var screen) = overlay, screen.pictureNumber == number else { return }
    switch result {
    case .success(let cells):
      screen.picture = .shown(cells)
      if case .unasked = screen.text, let source = source(of: screen.subject) {
        screen.textNumber = self.number()
        screen.text = .waiting
        send(.readPicture(number: screen.textNumber, source))
      }
    case .failure(.cancelled): return
    case .failure(let trouble): screen.picture = .none(phrase(trouble.said))
    }
    overlay = .proof(screen)
  }

  /// Takes in the text of a picture, or why there is none.
  mutating func receive(pictureText number: Int, _ result: Result<String, PictureTrouble>) {
    guard case .proof(var screen) = overlay, screen.textNumber == number else { return }
    switch result {
    case .success(let text):
      screen.text = .read(ProofReading(of: text, asOf: session.now))
    case .failure(.cancelled): return
    case .failure(let trouble): screen.text = .none(phrase(trouble.said))
    }
    overlay = .proof(screen)
  }

  /// Whether the person may be shown personal data, which stands in pictures.
  var seesPersonalData: Bool { Permission.of(.show).roles.contains(session.actor.role) }

  private var noPicture: String {
    seesPersonalData
      ? phrase("This proof has no file.")
      : phrase("A viewer is shown no picture: personal data stands in it.")
  }

  /// Where the bytes of a proof are; nil where it has none, or for whom they are not.
  func source(of subject: ProofScreen.Subject) -> PictureSource? {
    switch subject {
    case .typed(let path, _): .file(path: path)
    case .recorded(let id):
      seesPersonalData
        ? formContext.dispute?.proof(id)?.proof.sha256.map { .kept(sha256: $0) } : nil
    }
  }

  /// The name of a proof's file.
  func fileName(of subject: ProofScreen.Subject) -> String {
    switch subject {
    case .typed(let path, _): PaymentEvidence.fileName(of: path)
    case .recorded(let id): formContext.dispute?.proof(id)?.proof.file ?? "file"
    }
  }

  // MARK: Keys

  mutating func runProof(_ id: ActionID) -> Bool {
    guard case .proof(let screen) = overlay else { return false }
    switch id {
    case .proofLarger: zoom(screen, by: 2, 1)
    case .proofSmaller: zoom(screen, by: 1, 2)
    case .proofWhole: move(screen) { ($0.zoom, $0.x, $0.y) = (1, 500, 500) }
    case .proofLeft: shift(screen, across: -1, down: 0)
    case .proofRight: shift(screen, across: 1, down: 0)
    case .proofUp: shift(screen, across: 0, down: -1)
    case .proofDown: shift(screen, across: 0, down: 1)
    case .proofNext: turn(screen, by: 1)
    case .proofBefore: turn(screen, by: -1)
    case .proofFactsDown: scrollFacts(screen, by: scrollStep)
    case .proofFactsUp: scrollFacts(screen, by: -scrollStep)
    case .proofOutside: handOver(screen) { .openOutside(.proof($0, name: $1)) }
    case .proofLink: handOver(screen) { .layPicture($0, name: $1) }
    case .takeReference: takeReference(screen)
    case .takeAmount: takeAmount(screen)
    case .doneProof:
      overlay = nil
      send(.closePictures)
    default: return false
    }
    return true
  }

  private mutating func move(_ screen: ProofScreen, _ change: (inout ProofScreen) -> Void) {
    var screen = screen
    let before = (screen.zoom, screen.x, screen.y)
    change(&screen)
    guard before != (screen.zoom, screen.x, screen.y) else { return }
    overlay = .proof(screen)
    askForPicture()
  }

  private mutating func zoom(_ screen: ProofScreen, by factor: Int, _ divisor: Int) {
    guard case .shown = screen.picture else { return }
    move(screen) { $0.zoom = min(max($0.zoom * factor / divisor, 1), 32) }
  }

  /// By half of what is shown; a middle beyond the edge is brought back to where the edge of the picture is the screen's.
  private mutating func shift(_ screen: ProofScreen, across: Int, down: Int) {
    guard case .shown(let cells) = screen.picture else { return }
    func moved(_ part: Range<Int>, by step: Int) -> Int {
      let half = max(part.count / 2, 1)
      let middle = part.lowerBound + half + step * half
      return min(max(middle, half), 1_000 - half)
    }
    move(screen) {
      $0.x = moved(cells.across, by: across)
      $0.y = moved(cells.down, by: down)
    }
  }

  private mutating func turn(_ screen: ProofScreen, by step: Int) {
    let count = screen.subjects.count
    guard count > 1 else { return say(phrase("It is the only proof here."), .info) }
    overlay = .proof(
      ProofScreen(subjects: screen.subjects, index: (screen.index + step + count) % count))
    // What was being read is of another one.
    send(.closePictures)
    askForPicture()
  }

  private mutating func scrollFacts(_ screen: ProofScreen, by step: Int) {
    var screen = screen
    let end = proofFacts(screen).lastTop(showing: proofFactsRect.rows)
    screen.scroll = min(max(screen.scroll + step, 0), end)
    overlay = .proof(screen)
  }

  private mutating func handOver(
    _ screen: ProofScreen, _ effect: (PictureSource, String) -> Effect
  ) {
    guard let source = source(of: screen.subject) else {
      return say(noPicture, .info)
    }
    send(effect(source, fileName(of: screen.subject)))
  }

  // MARK: Taking what was read

  private mutating func takeReference(_ screen: ProofScreen) {
    guard let reading = screen.reading, let reference = reading.references.first else {
      return say(phrase("No reference was read from the picture."), .info)
    }
    take(
      reference, screen,
      taken: phrase("The reference is \(reference) now, as the picture was read: compare it."),
      missing: phrase("The form has no field for the reference yet.")
    ) { $0.takeReference(reference, near: $1, $2) }
  }

  private mutating func takeAmount(_ screen: ProofScreen) {
    let amounts = (screen.reading?.amounts ?? []).flatMap {
      [$0.read] + ($0.withoutFirst.map { [$0] } ?? [])
    }
    guard !amounts.isEmpty else {
      return say(phrase("No amount was read from the picture."), .info)
    }
    let amount = amounts[screen.taken % amounts.count]
    take(
      amount.plain, screen,
      taken: phrase("The amount is \(amount.plain) now, as the picture was read: compare it."),
      missing: phrase("The form has no field for the amount yet.")
    ) { $0.takeAmount(amount, near: $1, $2) }
    var screen = screen
    screen.taken += 1
    if case .proof = overlay { overlay = .proof(screen) }
  }

  private mutating func take(
    _ text: String, _ screen: ProofScreen, taken: String, missing: String,
    _ change: (inout Form, String, FormContext) -> Bool
  ) {
    guard case .typed(_, let field) = screen.subject, !forms.isEmpty else {
      return say(phrase("It is recorded already: what was read is only compared with it."), .info)
    }
    let context = formContext
    var isTaken = false
    editForm { isTaken = change(&$0, field, context) }
    say(isTaken ? taken : missing, isTaken ? .good : .info)
  }
}
