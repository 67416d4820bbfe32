import Exchange
import Procedure
import Terminal

/// What a vendor's reply seems to say, for the person to confirm one by one: only then does it stand in the form.
struct ReplyScreen: Sendable {
  /// What became of a piece.
  enum State: Sendable, Equatable {
    case open, taken, left
  }

  /// A piece of the reply.
  struct Piece: Sendable {
    /// What it answers.
    var label: String
    /// The field of the vendor's form that it would stand in; nil where the reply can be read in two ways.
    var field: String?
    /// As the field takes it.
    var value: String
    /// As it is shown.
    var shown: String
    /// The piece of text that it was read from.
    var from: String
    /// What has to be known before it is taken.
    var remark = ""
    var state = State.open
  }

  /// The dispute.
  var dispute: TicketID
  /// What was pasted.
  var text: String
  /// The pieces, in the order of the questions.
  var pieces: [Piece]
  /// The piece that is asked about.
  var cursor = 0
  /// How many bytes of the reply were not read.
  var bytesCut = 0
}

/// Reading a reply, and taking what it says piece by piece.
extension Model {
  /// Asks for the reply, over the form that its answers go into.
  mutating func startReply(_ message: MessageScreen) {
    guard case .dispute(let ticket) = message.about else {
      return say(
        phrase(
          "A reply about several orders is read on each dispute by itself: go into one of them first."
        )
      )
    }
    if forms.last?.form.kind != .vendor || forms.last?.form.dispute != ticket {
      if let refusal = refusal(of: .of(.vendor)) { return say(refusal) }
      overlay = nil
      openForm(.vendor, .of(.vendor))
    }
    overlay = nil
    openForm(.reply, nil)
  }

  /// Reads the reply that was pasted, and asks about what it says.
  mutating func readReply(_ text: String) {
    guard let dispute = formContext.dispute else { return }
    let reply = VendorReply.read(text, now: session.now, offset: session.offset)
    let pieces = pieces(of: reply, on: dispute)
    guard !pieces.isEmpty else {
      return say(
        phrase(
          "Nothing in it could be read as an answer: leave this (\(named(.leave))) and type the answers yourself."
        ),
        .refusal)
    }
    if let key = forms.last?.key { closeForm(key) }
    overlay = .reply(
      ReplyScreen(
        dispute: dispute.id, text: text, pieces: pieces,
        cursor: pieces.firstIndex { $0.field != nil } ?? 0, bytesCut: reply.bytesCut))
  }

  private func pieces(of reply: VendorReply, on dispute: Dispute) -> [ReplyScreen.Piece] {
    VendorReply.Field.allCases.compactMap { field in
      if let doubt = reply.doubts.first(where: { $0.field == field }) {
        let quoted = doubt.readings.map { "“\($0)”" }
        let readings = quoted.dropFirst().reduce(quoted.first ?? "") { phrase("\($0) or \($1)") }
        return ReplyScreen.Piece(
          label: field.shown, value: "", shown: phrase("in doubt"), from: "",
          remark: phrase("The reply has \(readings): type the right one."))
      }
      switch field {
      case .paid: return reply.paid.map { paid($0, reply.amount?.value, dispute) }
      case .amount:
        return reply.amount.map {
          ReplyScreen.Piece(
            label: field.shown, field: "paid", value: $0.value.plain, shown: $0.value.shown,
            from: $0.from,
            remark: $0.value > dispute.quoted
              ? phrase("more than the quoted \(dispute.quoted.short)") : "")
        }
      case .reason:
        return reply.reason.map {
          ReplyScreen.Piece(
            label: field.shown, field: "reason", value: $0.value, shown: $0.value, from: "")
        }
      case .reference: return reply.reference.map { reference($0, dispute) }
      case .paidAt: return reply.paidAt.map(paidAt)
      }
    }
  }

  private func paid(
    _ found: VendorReply.Found<VendorReply.Paid>, _ amount: Money?, _ dispute: Dispute
  ) -> ReplyScreen.Piece {
    let payment: VendorForm.Payment =
      switch found.value {
      case .no: .no
      case .partly: .part
      case .yes: amount.map { $0 < dispute.due } == true ? .part : .full
      }
    return ReplyScreen.Piece(
      label: VendorReply.Field.paid.shown, field: "didPay", value: payment.rawValue,
      shown: payment.shown, from: found.from)
  }

  private func reference(
    _ found: VendorReply.Found<String>, _ dispute: Dispute
  ) -> ReplyScreen.Piece {
    let kind = PaymentEvidence.kind(ofReference: found.value)
    let read = PaymentEvidence.reading(of: found.value, kind: kind, now: session.now)
    let isRecorded = dispute.proofs.contains { $0.proof.comparedReference == found.value }
    return ReplyScreen.Piece(
      label: VendorReply.Field.reference.shown, field: "proof", value: found.value,
      shown: found.value + (read.map { "  = \($0)" } ?? ""), from: found.from,
      remark: isRecorded ? phrase("A proof with this reference is recorded already.") : "")
  }

  private func paidAt(_ found: VendorReply.Found<VendorReply.When>) -> ReplyScreen.Piece {
    let clock = FormTime(now: session.now, offset: session.offset)
    let noon = Instant(
      day: found.value.day, second: found.value.second ?? 43_200, offset: session.offset)
    let time = min(noon, session.now)
    return ReplyScreen.Piece(
      label: VendorReply.Field.paidAt.shown, field: "proof.paidAt", value: clock.text(time),
      shown: clock.shown(time), from: found.from,
      remark: found.value.second == nil
        ? phrase(
          "No time of day is said for certain: \(time.civil(offset: session.offset).clock) stands in for it."
        )
        : "")
  }

  // MARK: Keys

  mutating func runReply(_ id: ActionID) -> Bool {
    guard case .reply(var reply) = overlay else { return false }
    switch id {
    case .takePiece:
      take(&reply)
      return true
    case .leavePiece:
      guard reply.pieces[reply.cursor].state != .taken else {
        say(phrase("It stands in the form: take it out there."))
        return true
      }
      reply.pieces[reply.cursor].state = .left
      goOn(reply)
      return true
    case .pieceDown: reply.cursor = min(reply.cursor + 1, reply.pieces.count - 1)
    case .pieceUp: reply.cursor = max(reply.cursor - 1, 0)
    case .doneReply:
      end(reply)
      return true
    default: return false
    }
    overlay = .reply(reply)
    return true
  }

  private mutating func take(_ reply: inout ReplyScreen) {
    let piece = reply.pieces[reply.cursor]
    // A key that is held down goes past the last piece.
    guard piece.state != .taken else { return }
    guard let field = piece.field else { return say(piece.remark, .refusal) }
    guard let last = forms.indices.last, forms[last].form.kind == .vendor else { return }
    let context = formContext
    guard forms[last].form.take(piece.value, intoAnswer: field, context) else {
      return say(
        phrase(
          "The form has no field for this yet: take whether it paid first, and of a day its reference."
        ),
        .refusal)
    }
    editForm { _ in }
    reply.pieces[reply.cursor].state = .taken
    goOn(reply)
  }

  /// To the next piece that is open.
  private mutating func goOn(_ reply: ReplyScreen) {
    var reply = reply
    let order = reply.pieces.indices.map { (reply.cursor + $0) % reply.pieces.count }
    if let next = order.first(where: {
      reply.pieces[$0].state == .open && reply.pieces[$0].field != nil
    }) {
      reply.cursor = next
    } else {
      say(phrase("That was all of it: \(hint(.doneReply)) goes to the form."))
    }
    overlay = .reply(reply)
  }

  private mutating func end(_ reply: ReplyScreen) {
    overlay = nil
    let taken = reply.pieces.count { $0.state == .taken }
    let sentence =
      taken == 0
      ? phrase("Nothing of the reply stands in the form.")
      : phrase("\(taken) of \(reply.pieces.count) stand in the form; nothing is recorded yet.")
    say(sentence, taken == 0 ? .info : .good)
  }
}

extension VendorReply.Field {
  /// As the questions of the form name it.
  var shown: String {
    switch self {
    case .paid: phrase("Did you pay?")
    case .amount: phrase("How much?")
    case .reason: phrase("Why less?")
    case .reference: phrase("Reference")
    case .paidAt: phrase("Paid at")
    }
  }
}

extension Form {
  /// Puts what a person confirmed into a field; false where the form has no such field now.
  ///
  /// - Parameter name: the field, or for `proof…` the one of the next free proof, and what belongs to the proof that was taken last.
  mutating func take(_ text: String, intoAnswer name: String, _ context: FormContext) -> Bool {
    var name = name
    let proofs = sheet(context).fields.filter { $0.kind == .evidence }
    if name == "proof" {
      guard let free = proofs.last else { return false }
      name = free.name
    } else if name.hasPrefix("proof.") {
      guard let filled = proofs.last(where: { !$0.text.isEmpty }) else { return false }
      name = filled.name + name.dropFirst("proof".count)
    }
    let before = typed[name]
    typed[name] = LineEditor(text: text, multiline: true)
    guard sheet(context).fields.contains(where: { $0.name == name }) else {
      typed[name] = before
      return false
    }
    mistake = nil
    focusFirstMissing(context)
    return true
  }
}
