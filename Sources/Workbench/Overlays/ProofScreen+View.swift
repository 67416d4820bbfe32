import Pictures
import Procedure
import Terminal

extension Model {
  private var proofBox: Rect { middle }

  private var proofInside: Rect { proofBox.inset(rows: 1, columns: 2) }

  /// Where the facts stand: at the right, two fifths of the width, and more where that is little; as far as they are read well.
  var proofFactsRect: Rect {
    let inside = proofInside
    if session.glyphs.isRead { return inside }
    let columns = min(max(inside.columns * 2 / 5, min(38, inside.columns / 2)), 52)
    return Rect(
      row: inside.row, column: inside.maxColumn - columns + 1, rows: inside.rows, columns: columns)
  }

  /// Where the picture stands: at the left of the facts.
  var proofPictureRect: Rect {
    let inside = proofInside
    return Rect(
      row: inside.row, column: inside.column, rows: inside.rows,
      columns: max(inside.columns - proofFactsRect.columns - 2, 1))
  }

  func draw(_ screen: ProofScreen, in frame: inout Frame) {
    let box = proofBox
    frame.fill(box)
    let name: String
    switch screen.subject {
    case .recorded(let id): name = phrase("proof \(id)")
    case .typed: name = phrase("not recorded")
    }
    frame.box(
      box,
      title: title([
        formContext.dispute?.id.text ?? "", name, said(fileName(of: screen.subject)),
      ]),
      trailing: title([words(screen), phrase("\(screen.index + 1) of \(screen.subjects.count)")]),
      focused: true)
    if !session.glyphs.isRead { drawPicture(of: screen, in: &frame) }
    let facts = proofFactsRect
    let sheet = proofFacts(screen)
    let scroll = min(screen.scroll, sheet.lastTop(showing: facts.rows))
    sheet.draw(in: &frame, rect: facts, box: facts, scrolledTo: scroll)
    frame.cursor = nil
  }

  private func drawPicture(of screen: ProofScreen, in frame: inout Frame) {
    let place = proofPictureRect
    switch screen.picture {
    case .waiting:
      frame.write(phrase("The picture is being drawn…"), row: place.row, column: place.column)
    case .none(let sentence):
      for (row, line) in TextLayout.wrap(sentence, width: place.columns).enumerated()
      where row < place.rows {
        frame.write(
          line, row: place.row + row, column: place.column, width: place.columns,
          style: Style(.dim))
      }
    case .shown(let cells): draw(cells, in: &frame, place)
    }
  }

  private func draw(_ cells: PictureCells, in frame: inout Frame, _ place: Rect) {
    // An answer for the size before a resize is cut; the next one is on its way.
    let first = place.column + max((place.columns - cells.columns) / 2, 0)
    for row in 0..<min(cells.rows, place.rows) {
      for column in 0..<min(cells.columns, place.columns) {
        let cell = cells.cells[row * cells.columns + column]
        frame.put(
          cell.scalar, tint: Tint(text: cell.text, ground: cell.ground), row: place.row + row,
          column: first + column)
      }
    }
  }

  // MARK: Facts

  /// What the proof states, what stands against it, and what was read.
  func proofFacts(_ screen: ProofScreen) -> Sheet {
    var sheet = Sheet(width: proofFactsRect.columns, glyphs: session.glyphs)
    sheet.indent = 11
    guard let dispute = formContext.dispute else { return sheet }
    if session.glyphs.isRead, case .none(let sentence) = screen.picture {
      sheet.say(sentence, .dim)
    }
    if case .shown(let cells) = screen.picture, cells.isDamaged {
      sheet.say(
        phrase("\(session.glyphs.alarm) The file is damaged: not all of the picture is shown."),
        .warning)
    }
    addComparison(screen, dispute, to: &sheet)
    addReading(screen, to: &sheet)
    return sheet
  }

  /// What is compared of a proof: what it states, and what stands beside it.
  private typealias Compared = (
    topic: ProofComparison.Topic, label: String, value: String?, others: [String]
  )

  private func addComparison(_ screen: ProofScreen, _ dispute: Dispute, to sheet: inout Sheet) {
    let context = formContext
    let (stated, warnings, proof) = stated(screen, dispute, context)
    let comparison = ProofComparison(
      of: stated, on: dispute, warnings: warnings, reading: screen.reading)
    for row in compared(stated, dispute) {
      sheet.entry(row.label, row.value ?? phrase("not typed"), row.value == nil ? .dim : .value)
      for other in row.others { sheet.entry("", other, .dim) }
      for difference in comparison.differences(row.topic) {
        let (words, role) = words(difference, proof, dispute, context)
        let sign = role == .warning ? session.glyphs.alarm : session.glyphs.unequal
        sheet.entry("", "\(sign) \(words)", role)
      }
    }
    if comparison.isEmpty, stated.amount != nil {
      sheet.entry("", phrase("\(session.glyphs.done) nothing differs"), .good)
    }
  }

  private func compared(_ stated: ProofComparison.Stated, _ dispute: Dispute) -> [Compared] {
    let clock = FormTime(now: session.now, offset: session.offset)
    let claim = dispute.claimed.map { [phrase("the vendor says \($0.short)")] } ?? []
    let pickup = dispute.order?.pickedUpAt.map { phrase("pickup \(clock.text($0))") }
    let payTo = dispute.order?.payTo.map { phrase("the order pays \(personal($0))") }
    let reading = stated.reference.flatMap {
      PaymentEvidence.reading(of: $0, kind: stated.kind, now: session.now)
    }
    return [
      (
        .amount, phrase("Amount"), stated.amount?.shown,
        [phrase("due \(dispute.due.short)")] + claim
      ),
      (
        .date, phrase("Paid at"), stated.paidAt.map(clock.shown),
        [pickup ?? phrase("no pickup is recorded")]
      ),
      (.reference, phrase("Reference"), stated.reference, reading.map { ["= \($0)"] } ?? []),
      (
        .beneficiary, phrase("Paid to"), stated.payee.map(personal),
        [payTo ?? phrase("the order names no address")]
      ),
    ]
  }

  /// What the proof that is looked at states, what speaks against it, and the proof itself where it is whole.
  private func stated(
    _ screen: ProofScreen, _ dispute: Dispute, _ context: FormContext
  ) -> (ProofComparison.Stated, [Warning], Proof?) {
    switch screen.subject {
    case .recorded(let id):
      guard let recorded = dispute.proof(id) else { return (.init(), [], nil) }
      return (
        .init(recorded.proof), dispute.warnings(of: recorded, in: context.context), recorded.proof
      )
    case .typed(let path, let field):
      guard let form = forms.last?.form else { return (.init(), [], nil) }
      let stated = form.stated(near: field, context)
      let name = PaymentEvidence.fileName(of: path)
      let proof = form.typedProofs(context).first {
        $0.file == name && $0.amount == stated.amount && $0.reference == stated.reference
      }
      return (
        stated, proof.map { dispute.warnings(ofNew: $0, in: context.context) } ?? [], proof
      )
    }
  }

  private func words(
    _ difference: ProofComparison.Difference, _ proof: Proof?, _ dispute: Dispute,
    _ context: FormContext
  ) -> (String, Terminal.Role) {
    switch difference {
    case .belowDue(let amount): (phrase("\(amount.short) below what is due"), .accent)
    case .aboveDue(let amount): (phrase("\(amount.short) above what is due"), .accent)
    case .belowClaim(let amount): (phrase("\(amount.short) below what the vendor says"), .accent)
    case .aboveClaim(let amount): (phrase("\(amount.short) above what the vendor says"), .accent)
    case .notReadAmount: (phrase("another amount was read from the picture"), .accent)
    case .notReadReference: (phrase("another reference was read from the picture"), .accent)
    case .warning(let warning):
      (
        proof.map { ProofWords.warning(warning, $0, dispute, context) } ?? phrase(warning.shown),
        .warning
      )
    }
  }

  private func addReading(_ screen: ProofScreen, to sheet: inout Sheet) {
    guard seesPersonalData else { return }
    sheet.gap()
    sheet.row(Sheet.Piece(phrase("Read from the picture: a hint, no fact"), .heading))
    switch screen.text {
    case .unasked:
      let hasNone = if case .none = screen.picture { true } else { false }
      sheet.say(hasNone ? phrase("nothing") : phrase("nothing yet"), .dim)
    case .waiting: sheet.say(phrase("The text is being read…"), .dim)
    case .none(let sentence): sheet.say(sentence, .dim)
    case .read(let reading):
      var isTyped = false
      if case .typed = screen.subject { isTyped = !forms.isEmpty }
      func add(_ label: String, _ values: [String], _ action: ActionID) {
        let value = values.first.map { values.dropFirst().reduce($0) { phrase("\($0), or \($1)") } }
        let key = isTyped && !values.isEmpty ? Sheet.Piece(keyed(action), .key) : nil
        sheet.entry(label, value ?? phrase("none"), values.isEmpty ? .dim : .value, after: key)
      }
      add(phrase("Reference"), reading.references, .takeReference)
      add(
        phrase("Amount"),
        reading.amounts.flatMap { [$0.read.short] + ($0.withoutFirst.map { [$0.short] } ?? []) },
        .takeAmount)
      if reading.amounts.contains(where: { $0.withoutFirst != nil }) {
        sheet.say(phrase("\(session.glyphs.rupee) may have been read as the first digit."), .dim)
      }
    }
  }

  /// How large the picture is, and how large it is shown; empty while there is none.
  private func words(_ screen: ProofScreen) -> String {
    guard case .shown(let cells) = screen.picture else { return "" }
    let size = "\(cells.width) × \(cells.height)"
    return screen.zoom == 1 ? phrase("\(size), whole") : phrase("\(size), \(screen.zoom) times")
  }

  /// The most useful keys while a proof is looked at.
  var proofActions: [ActionID] {
    guard case .proof(let screen) = overlay else { return [] }
    var actions: [ActionID] = [
      .doneProof, .proofLarger, .proofSmaller, .proofOutside, .proofWhole, .proofLink,
    ]
    if case .none = screen.picture {
      actions = seesPersonalData ? [.doneProof, .proofOutside, .proofLink] : [.doneProof]
    }
    if screen.subjects.count > 1 { actions.insert(.proofNext, at: 1) }
    let isCut = proofFacts(screen).rows.count > proofFactsRect.rows
    if isCut { actions.insert(.proofFactsDown, at: 1) }
    return actions
  }
}
