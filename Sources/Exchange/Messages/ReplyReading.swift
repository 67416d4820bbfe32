import Procedure

/// A reply being read: what each clause says of the money, then what all of them come to.
struct ReplyReading {
  /// What a clause says of the money.
  private enum Tone {
    /// It went out.
    case sent
    /// It did not, or is promised.
    case unsent
    /// Some of it is still to come.
    case rest
    /// Not all of it went out.
    case partly
    /// Something was taken off.
    case deducted
    /// One thing is said and another denied: `7000 diya, not 7150`.
    case contrast
  }

  /// A clause as it was understood.
  private struct Part {
    var clause: ReplyText.Clause
    var tone: Tone?
    var amounts: [ReplyAmounts.Amount]
    var references: [(text: String, words: Range<Int>)]
  }

  private let parts: [Part]
  private let now: Instant
  private let offset: Int
  private var reply = VendorReply()

  init(_ text: ReplyText, now: Instant, offset: Int) {
    self.now = now
    self.offset = offset
    parts = text.clauses.map { clause in
      let figures = ReplyAmounts(clause)
      let references = figures.references
      // What is a reference is no amount, even where it is cut into groups.
      let amounts = figures.amounts.filter { amount in
        !references.contains { $0.words.overlaps(amount.words) }
      }
      return Part(
        clause: clause, tone: ReplyReading.tone(of: clause), amounts: amounts,
        references: references)
    }
  }

  mutating func read() -> VendorReply {
    readPaid()
    readAmount()
    readReason()
    readReference()
    readDay()
    return reply
  }

  /// The clauses of an answer, where answers are numbered and this one is there; else all.
  private func parts(ofAnswer number: Int) -> [Part] {
    let own = parts.filter { $0.clause.answer == number }
    return own.isEmpty ? parts : own
  }

  // MARK: Paid

  private static func tone(of clause: ReplyText.Clause) -> Tone? {
    let isNo = isNo(clause)
    // `nothing deducted` says nothing of what was paid.
    if clause.has(ReplyWords.deducted) { return isNo ? nil : .deducted }
    if clause.has(ReplyWords.failed) { return .unsent }
    let isAll = clause.has(ReplyWords.all)
    if isNo, clause.has(ReplyWords.paid),
      ReplyAmounts(clause).amounts.count > 1 || !deniesPaying(clause)
    {
      return .contrast
    }
    if isNo, isAll { return .partly }
    if isNo || promises(clause) { return .unsent }
    if clause.has(ReplyWords.open) { return .rest }
    let isDone =
      clause.has(ReplyWords.paid)
      || clause.has(ReplyWords.did) && clause.has(ReplyWords.payments)
        && !clause.has(ReplyWords.damage)
    if isDone || clause.has(ReplyWords.yes) {
      return clause.has(ReplyWords.part) && !isAll ? .partly : .sent
    }
    if isAll, clause.words.count <= 3 { return .sent }
    return clause.has(ReplyWords.part) && !clause.has(ReplyWords.damage) ? .partly : nil
  }

  private static func isNo(_ clause: ReplyText.Clause) -> Bool {
    clause.words.indices.contains { place in
      let words = clause.words
      let word = words[place].low
      guard ReplyWords.no.contains(word) else { return false }
      func low(_ place: Int) -> String { words.indices.contains(place) ? words[place].low : "" }
      if ReplyWords.harmless.contains(low(place + 1))
        || ReplyWords.harmless.contains(low(place - 1))
      {
        return false
      }
      // `UTR no 6326…`, `ref no.`
      let isNumber = word == "no" && low(place + 1).first?.isNumber == true
      // `ref nahi hai`
      if ReplyWords.unknown.contains(low(place - 1)) { return false }
      return !isNumber && !(word == "no" && ReplyWords.numbered.contains(low(place - 1)))
    }
  }

  /// Whether a no stands beside what it denies: `nahi diya`, `not yet paid`, and not `no sir, we have paid`.
  private static func deniesPaying(_ clause: ReplyText.Clause) -> Bool {
    let words = clause.words.map(\.low).filter { !ReplyWords.besideNo.contains($0) }
    return zip(words, words.dropFirst()).contains { one, other in
      ReplyWords.no.contains(one) && ReplyWords.paid.contains(other)
        || ReplyWords.paid.contains(one) && ReplyWords.no.contains(other)
    }
  }

  private static func promises(_ clause: ReplyText.Clause) -> Bool {
    clause.has(ReplyWords.promised)
      || clause.words.contains { word in
        // By bytes: a vowel sign of Devanagari is a part of the character before it.
        let end = word.low.utf8.reversed()
        return ReplyWords.promises.contains { end.starts(with: $0.utf8.reversed()) }
      }
  }

  private mutating func readPaid() {
    let parts = parts(ofAnswer: 1)
    func first(_ tone: Tone) -> Part? { parts.first { $0.tone == tone } }
    let sent = first(.sent)
    let unsent = first(.unsent)
    let found: (VendorReply.Paid, Part)?
    if let contrast = first(.contrast) {
      reply.doubts.append(
        VendorReply.Doubt(
          field: .paid,
          readings: contrast.amounts.count > 1
            ? contrast.amounts.prefix(4).map { $0.money.short }
            : contrast.clause.words.filter {
              ReplyWords.no.contains($0.low) || ReplyWords.paid.contains($0.low)
            }.prefix(4).map(\.low)))
      return
    }
    if let partly = first(.partly) {
      found = (.partly, partly)
    } else if let sent, let unsent {
      // `8000 diya, 2000 nahi diya` is a part of it; `nahi, diya` is anything.
      guard let amount = parts.first(where: { $0.tone == .sent && !$0.amounts.isEmpty }) else {
        reply.doubts.append(
          VendorReply.Doubt(field: .paid, readings: [sent.clause.text, unsent.clause.text]))
        return
      }
      found = (.partly, amount)
    } else if let sent, !sent.amounts.isEmpty, sent.amounts.allSatisfy({ $0.money.isZero }) {
      found = (.no, sent)
    } else if let sent {
      // `2000 kata, baki diya`: what was paid is less by it, and is not said.
      let isLess = first(.rest) != nil || sent.amounts.isEmpty && first(.deducted) != nil
      found = (isLess ? .partly : .yes, sent)
    } else if let unsent {
      found = (.no, unsent)
    } else {
      found = first(.rest).flatMap { $0.amounts.isEmpty ? (.no, $0) : nil }
    }
    reply.paid = found.map { VendorReply.Found(value: $0.0, from: $0.1.clause.text) }
  }

  // MARK: How much

  private mutating func readAmount() {
    guard reply.paid?.value != .no else { return }
    let answer = parts(ofAnswer: 2)
    let isAnswer = answer.contains { $0.clause.answer == 2 }
    func amounts(_ parts: [Part]) -> [(Money, String)] {
      parts.flatMap { part in
        part.amounts.filter { $0.money > .zero }.map { ($0.money, part.clause.text) }
      }
    }
    var found = amounts(answer.filter { $0.tone == .sent || $0.tone == .partly })
    // `5000 diya aur 2150`: whether the second was paid too, or says it again, is not for us to say.
    if !found.isEmpty, !isAnswer { found += amounts(additions) }
    if found.isEmpty {
      found = amounts(answer.filter { $0.tone == nil || isAnswer && $0.tone != .deducted })
    }
    settle(found, .amount, { $0.short }) { reply, money, from in
      reply.amount = VendorReply.Found(value: money, from: from)
    }
  }

  /// The clauses that go on where the one before has said that something was paid.
  private var additions: [Part] {
    zip(parts, parts.dropFirst()).filter { before, part in
      part.tone == nil && (before.tone == .sent || before.tone == .partly)
        && !part.clause.has(ReplyWords.damage)
        && part.clause.words.first.map { ReplyWords.adds.contains($0.low) } == true
    }.map(\.1)
  }

  /// Takes the one value that was found; several that differ are a doubt.
  private mutating func settle<Value: Hashable>(
    _ found: [(Value, String)], _ field: VendorReply.Field, _ shown: (Value) -> String,
    _ take: (inout VendorReply, Value, String) -> Void
  ) {
    var seen: Set<Value> = []
    let different = found.filter { seen.insert($0.0).inserted }
    guard let first = different.first else { return }
    guard different.count > 1 else { return take(&reply, first.0, first.1) }
    reply.doubts.append(
      VendorReply.Doubt(field: field, readings: different.prefix(4).map { shown($0.0) }))
  }

  // MARK: Why

  private mutating func readReason() {
    let answer = parts.filter { $0.clause.answer == 3 }
    var chosen = answer.filter {
      !$0.clause.words.allSatisfy { ReplyWords.noReason.contains($0.low) }
    }
    if answer.isEmpty {
      let because = parts.firstIndex { $0.clause.has(ReplyWords.because) }
      chosen = parts.indices.filter { place in
        let part = parts[place]
        let isAfter = because.map { place == $0 } ?? false
        let isCause = part.clause.has(ReplyWords.damage) || part.tone == .deducted
        return isAfter || isCause && part.references.isEmpty
      }.map { parts[$0] }
    }
    let text = chosen.map { $0.clause.piece(VendorReply.longestReason) }.joined(separator: " ")
    var reason = trimmed(String(text.prefix(VendorReply.longestReason)))
    while let last = reason.last, ",;:".contains(last) { reason.removeLast() }
    guard reason.contains(where: \.isLetter) else { return }
    reply.reason = VendorReply.Found(
      value: reason, from: String(reason.prefix(VendorReply.longestPiece)))
  }

  // MARK: By which payment, and when

  private mutating func readReference() {
    let found = parts.flatMap { part in part.references.map { ($0.text, part.clause.text) } }
    settle(found, .reference, { $0 }) { reply, text, from in
      reply.reference = VendorReply.Found(value: text, from: from)
    }
  }

  private mutating func readDay() {
    // What is promised for a day was not paid on it.
    let said = parts.filter { $0.tone != .unsent }
    let found = said.flatMap { part in
      ReplyDates(part.clause, now: now, offset: offset).moments.map { ($0, part.clause.text) }
    }
    settle(found, .paidAt, { $0.day.description }) { reply, when, from in
      reply.paidAt = VendorReply.Found(value: when, from: from)
    }
  }
}
