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
    case .recorded(let id): name = "proof \(id)"
    case .typed: name = "not recorded"
    }
    frame.box(
      box,
      title: title([
        formContext.dispute?.id.text ?? "", name, fileName(of: screen.subject),
      ]),
      trailing: title([words(screen), "\(screen.index + 1) of \(screen.subjects.count)"]),
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
    case .waiting: frame.write("The picture is being drawn…", row: place.row, column: place.column)
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
        "\(session.glyphs.alarm) The file is damaged: not all of the picture is shown.", .warning)
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
      sheet.entry(row.label, row.value ?? "not typed", row.value == nil ? .dim : .value)
      for other in row.others { sheet.entry("", other, .dim) }
      for difference in comparison.differences(row.topic) {
        let (words, role) = words(difference, proof, dispute, context)
        let sign = role == .warning ? session.glyphs.alarm : session.glyphs.unequal
        sheet.entry("", "\(sign) \(words)", role)
      }
    }
    if comparison.isEmpty, stated.amount != nil {
      sheet.entry("", "\(session.glyphs.done) nothing differs", .good)
    }
  }

  private func compared(_ stated: ProofComparison.Stated, _ dispute: Dispute) -> [Compared] {
    let clock = FormTime(now: session.now, offset: session.offset)
    let claim = dispute.claimed.map { ["the vendor says \($0.short)"] } ?? []
    let pickup = dispute.order?.pickedUpAt.map { "pickup \(clock.text($0))" }
    let payTo = dispute.order?.payTo.map { "the order pays \(personal($0))" }
    let reading = stated.reference.flatMap {
      PaymentEvidence.reading(of: $0, kind: stated.kind, now: session.now)
    }
    return [
      (.amount, "Amount", stated.amount?.shown, ["due \(dispute.due.short)"] + claim),
      (.date, "Paid at", stated.paidAt.map(clock.shown), [pickup ?? "no pickup is recorded"]),
      (.reference, "Reference", stated.reference, reading.map { ["= \($0)"] } ?? []),
      (
        .beneficiary, "Paid to", stated.payee.map(personal),
        [payTo ?? "the order names no address"]
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
    case .belowDue(let amount): ("\(amount.short) below what is due", .accent)
    case .aboveDue(let amount): ("\(amount.short) above what is due", .accent)
    case .belowClaim(let amount): ("\(amount.short) below what the vendor says", .accent)
    case .aboveClaim(let amount): ("\(amount.short) above what the vendor says", .accent)
    case .notReadAmount: ("another amount was read from the picture", .accent)
    case .notReadReference: ("another reference was read from the picture", .accent)
    case .warning(let warning):
      (
        proof.map { ProofWords.warning(warning, $0, dispute, context) } ?? warning.shown, .warning
      )
    }
  }

  private func addReading(_ screen: ProofScreen, to sheet: inout Sheet) {
    sheet.gap()
    sheet.row(Sheet.Piece("Read from the picture: a hint, no fact", .heading))
    switch screen.text {
    case .unasked: sheet.say("nothing yet", .dim)
    case .waiting: sheet.say("The text is being read…", .dim)
    case .none(let sentence): sheet.say(sentence, .dim)
    case .read(let reading):
      var isTyped = false
      if case .typed = screen.subject { isTyped = !forms.isEmpty }
      func add(_ label: String, _ values: [String], _ action: ActionID) {
        let value = values.isEmpty ? "none" : values.joined(separator: ", or ")
        let key = isTyped && !values.isEmpty ? Sheet.Piece(keyed(action), .key) : nil
        sheet.entry(label, value, values.isEmpty ? .dim : .value, after: key)
      }
      add("Reference", reading.references, .takeReference)
      add(
        "Amount",
        reading.amounts.flatMap { [$0.read.short] + ($0.withoutFirst.map { [$0.short] } ?? []) },
        .takeAmount)
      if reading.amounts.contains(where: { $0.withoutFirst != nil }) {
        sheet.say("\(session.glyphs.rupee) may have been read as the first digit.", .dim)
      }
    }
  }

  /// How large the picture is, and how large it is shown; empty while there is none.
  private func words(_ screen: ProofScreen) -> String {
    guard case .shown(let cells) = screen.picture else { return "" }
    let size = "\(cells.width) × \(cells.height)"
    return screen.zoom == 1 ? "\(size), whole" : "\(size), \(screen.zoom) times"
  }

  /// The most useful keys while a proof is looked at.
  var proofActions: [ActionID] {
    guard case .proof(let screen) = overlay else { return [] }
    var actions: [ActionID] = [
      .doneProof, .proofLarger, .proofSmaller, .proofOutside, .proofWhole, .proofLink,
    ]
    if screen.subjects.count > 1 { actions.insert(.proofNext, at: 1) }
    let isCut = proofFacts(screen).rows.count > proofFactsRect.rows
    if isCut { actions.insert(.proofFactsDown, at: 1) }
    return actions
  }
}
