import Procedure

/// Gives other names to everything in commands that could name somebody: people, customers, vendors, payment addresses, references,
/// files, ids, and every free text, in which a name may stand.
///
///     var names = Pseudonyms(seed: 7, keepsIDs: false)
///     names.replaced(.order(facts), on: TicketID("CX-10482"))   // the vendor is “Vendor 1”, paid is paid
///
/// What is equal stays equal and what is different stays different, as the procedure compares it: customers and payment addresses also
/// without case and spaces, references without them alone. A reference keeps its kind, its layout and the day that it carries, a
/// summary its length, so that the same warnings stand and the same rows of the gate hold. Amounts and times stay as they are.
struct Pseudonyms {
  private let keepsIDs: Bool
  private var random: SeededNumbers
  private var tables: [Kind: Table] = [:]
  private var references: [String: [Character]] = [:]
  private var usedReferences: Set<[Character]> = []

  private enum Kind: Hashable {
    case ticket, order, person, customer, vendor, address, file, hash
    case proof(TicketID)
    case text(Text)
  }

  /// What a free text is.
  private enum Text: String {
    case complaint = "Complaint"
    case pickupNote = "Pickup note"
    case word = "Word"
    case reason = "Reason"
    case remarks = "Remarks"
    case note = "Note"
    case instruction = "Instruction"
    case summary = "Summary"
  }

  private struct Table {
    var names: [String: String] = [:]
    /// How each text that reads alike without case and spaces was written, in the order of appearance.
    var variants: [String: [String]] = [:]
    var used: Set<String> = []
  }

  /// Names that the same seed gives again to the same commands.
  init(seed: UInt64, keepsIDs: Bool) {
    self.keepsIDs = keepsIDs
    random = SeededNumbers(state: seed)
  }

  /// A command in which nobody is named.
  mutating func replaced(_ command: Command, on dispute: TicketID) -> Command {
    switch command {
    case .claim, .release, .review, .acknowledge, .contact, .supportDeduction, .requestPayout,
      .send, .sendIn, .debit, .signOff, .mark, .close, .applied, .show:
      return command
    case .withdraw(.verdict(let id)):
      return .withdraw(.verdict(on: self.proof(id, on: dispute)))
    case .withdraw: return command
    case .log(let ticket): return .log(replaced(ticket))
    case .relist(let ticket): return .relist(replaced(ticket))
    case .amend(var amendment):
      amendment.customer = amendment.customer.map { customer($0) }
      amendment.phone = nil
      amendment.order = amendment.order.map { self.order($0) }
      amendment.complaint = amendment.complaint.map { Personal(text(.complaint, $0.text)) }
      return .amend(amendment)
    case .assign(let to): return .assign(to: person(to))
    case .order(let order): return .order(replaced(order))
    case .answer(let paid, let reason): return .answer(paid: paid, reason: self.reason(reason))
    case .hear(let received, let note):
      return .hear(received: received, note: note.map { Personal(text(.word, $0.text)) })
    case .proof(let proof): return .proof(replaced(proof, on: dispute))
    case .accept(let id, let reason):
      return .accept(self.proof(id, on: dispute), reason: self.reason(reason))
    case .reject(let id, let reason):
      return .reject(self.proof(id, on: dispute), reason: text(.reason, reason))
    case .approve(let reason): return .approve(reason: self.reason(reason))
    case .decline(let reason): return .decline(reason: self.reason(reason))
    case .settle(let reference): return .settle(reference: self.reference(reference))
    case .fail(let reason): return .fail(reason: text(.reason, reason))
    case .reverse(let reason, _): return .reverse(reason: text(.reason, reason))
    case .credit(let amount, let reason):
      return .credit(amount: amount, reason: text(.reason, reason))
    case .suspend(let reason): return .suspend(reason: self.reason(reason))
    case .block(let reason): return .block(reason: self.reason(reason))
    case .unblock(let reason): return .unblock(reason: self.reason(reason))
    case .flag(let reason): return .flag(reason: self.reason(reason))
    case .keep(let reason): return .keep(reason: self.reason(reason))
    case .remark(let remarks): return .remark(text: text(.remarks, remarks))
    case .note(let note): return .note(text: text(.note, note))
    case .escalate(let to, let reason, let about):
      return .escalate(to: to, reason: text(.reason, reason), about: about)
    case .find(let finding, let amount, let reason):
      return .find(finding, amount: amount, reason: text(.reason, reason))
    case .return(let instruction): return .return(instruction: text(.instruction, instruction))
    case .park(let until, let reason): return .park(until: until, reason: text(.reason, reason))
    case .summarise(let summary): return .summarise(text: self.summary(summary))
    case .reopen(let reason): return .reopen(reason: text(.reason, reason))
    case .merge(let target): return .merge(into: ticket(target))
    }
  }

  /// Somebody at the desk.
  mutating func person(_ person: Person) -> Person {
    Person(numbered(.person, person.text, "staff"))
  }

  /// A ticket's id.
  mutating func ticket(_ id: TicketID) -> TicketID {
    keepsIDs ? id : TicketID(numbered(.ticket, id.text, "CX-"))
  }

  private mutating func order(_ id: OrderID) -> OrderID {
    keepsIDs ? id : OrderID(numbered(.order, id.text, "ORD-"))
  }

  private mutating func proof(_ id: ProofID, on dispute: TicketID) -> ProofID {
    ProofID(numbered(.proof(dispute), id.text, "P"))
  }

  private mutating func customer(_ name: Personal) -> Personal {
    Personal(
      variant(of: name, in: .customer) { pseudonyms, _ in
        pseudonyms.free(.customer, "Customer ")
      })
  }

  /// Where somebody is paid: a VPA, or account and IFSC; the name of a payee, where a proof shows it instead.
  private mutating func address(_ address: Personal) -> Personal {
    Personal(
      variant(of: address, in: .address) { pseudonyms, folded in
        if folded.contains("@") { return pseudonyms.free(.address, "payee", "@upi") }
        guard folded.contains(where: \.isNumber) else {
          return pseudonyms.free(.address, "Payee ")
        }
        let used = pseudonyms.tables[.address]?.used ?? []
        return String(
          pseudonyms.scrambled(Array(folded), keeping: []) { used.contains(String($0)) })
      })
  }

  private mutating func replaced(_ ticket: Ticket) -> Ticket {
    var ticket = ticket
    ticket.customer = customer(ticket.customer)
    ticket.phone = nil
    ticket.order = order(ticket.order)
    ticket.complaint = Personal(text(.complaint, ticket.complaint.text))
    ticket.attachments = ticket.attachments.map { file($0) }
    return ticket
  }

  private mutating func replaced(_ order: OrderFacts) -> OrderFacts {
    var order = order
    order.vendor = VendorName(numbered(.vendor, order.vendor.text, "Vendor "))
    order.notes = order.notes.map {
      PickupNote(text: text(.pickupNote, $0.text), amount: $0.amount, at: $0.at)
    }
    order.payTo = order.payTo.map { address($0) }
    order.customer = order.customer.map { customer($0) }
    return order
  }

  private mutating func replaced(_ proof: Proof, on dispute: TicketID) -> Proof {
    var proof = proof
    proof.id = self.proof(proof.id, on: dispute)
    proof.reference = proof.reference.map { reference($0) }
    proof.file = proof.file.map { file($0) }
    proof.sha256 = proof.sha256.map { hash($0) }
    proof.payer = proof.payer.map { address($0) }
    proof.payee = proof.payee.map { address($0) }
    return proof
  }

  // MARK: Texts

  private mutating func reason(_ reason: String?) -> String? { reason.map { text(.reason, $0) } }

  private mutating func text(_ kind: Text, _ text: String) -> String {
    numbered(.text(kind), text, kind.rawValue + " ")
  }

  /// As many characters that are not spaces as the summary has, so that G1 says of it what it said.
  private mutating func summary(_ summary: String) -> String {
    var left = summary.count { !$0.isWhitespace }
    var words: [String] = []
    let filling =
      [text(.summary, summary)] + Array(repeating: "of what was found", count: left / 14 + 1)
    for word in filling.flatMap({ $0.split(separator: " ") }) where left > 0 {
      words.append(String(word.prefix(left)))
      left -= min(left, word.count)
    }
    return words.joined(separator: " ")
  }

  /// The file's ending stays where it is a plain one: it says what kind of file it is.
  private mutating func file(_ name: String) -> String {
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
    let isPlain =
      ending.map { (1...5).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isLetter } }
      ?? false
    return numbered(.file, name, "file", isPlain ? "." + (ending ?? "") : "")
  }

  private mutating func hash(_ hash: String) -> String {
    let known = hash.lowercased()
    if let name = tables[.hash]?.names[known] { return name }
    var name = ""
    for _ in 0..<4 {
      let digits = String(random.next(), radix: 16)
      name += String(repeating: "0", count: 16 - digits.count) + digits
    }
    tables[.hash, default: Table()].names[known] = name
    return name
  }

  // MARK: Names

  /// The name of a text: its kind's word with a number, the same for the same text.
  private mutating func numbered(
    _ kind: Kind, _ text: String, _ before: String, _ after: String = ""
  ) -> String {
    if let name = tables[kind]?.names[text] { return name }
    let name = free(kind, before, after)
    tables[kind, default: Table()].names[text] = name
    return name
  }

  /// A name that nothing of the kind has, taken.
  private mutating func free(_ kind: Kind, _ before: String, _ after: String = "") -> String {
    var table = tables[kind] ?? Table()
    var number = table.used.count + 1
    while !table.used.insert("\(before)\(number)\(after)".lowercased()).inserted { number += 1 }
    tables[kind] = table
    return "\(before)\(number)\(after)"
  }

  /// The name of a text that the procedure compares without case and spaces too: alike texts get names that are alike in that way.
  private mutating func variant(
    of text: Personal, in kind: Kind, _ make: (inout Pseudonyms, String) -> String
  ) -> String {
    let folded = text.folded
    let name: String
    if let known = tables[kind]?.names[folded] {
      name = known
    } else {
      name = make(&self, folded)
      tables[kind, default: Table()].names[folded] = name
      tables[kind]?.used.insert(name.lowercased())
    }
    var variants = tables[kind]?.variants[folded] ?? []
    if !variants.contains(text.text) { variants.append(text.text) }
    tables[kind]?.variants[folded] = variants
    return Pseudonyms.written(name, variants.firstIndex(of: text.text) ?? 0)
  }

  /// A name in one of the many ways to write it with other case, and, after those, with more spaces.
  private static func written(_ name: String, _ variant: Int) -> String {
    var bits = variant
    var left = 4
    let letters = name.map { letter -> String in
      guard letter.isLetter, left > 0 else { return String(letter) }
      defer { bits >>= 1 }
      left -= 1
      guard bits & 1 == 1 else { return String(letter) }
      return letter.isUppercase ? letter.lowercased() : letter.uppercased()
    }
    return letters.joined() + String(repeating: " ", count: bits)
  }

  // MARK: References

  /// Another reference of the same layout, with the day that it carries, written with the same spaces and case.
  private mutating func reference(_ text: String) -> String {
    let compared = PaymentReference.compared(text)
    let name: [Character]
    if let known = references[compared] {
      name = known
    } else {
      let old = Array(compared)
      let used = usedReferences
      name = scrambled(old, keeping: Pseudonyms.dated(old)) { used.contains($0) }
      references[compared] = name
      usedReferences.insert(name)
    }
    var rest = name[...]
    let laidOut = text.map { letter -> Character in
      guard !letter.isWhitespace, let next = rest.popFirst() else { return letter }
      return letter.isLowercase ? Character(next.lowercased()) : next
    }
    return rest.isEmpty ? String(laidOut) : String(name)
  }

  /// The places of a reference that say what layout it has and which day and hour it carries (procedure, "Proofs and references").
  private static func dated(_ reference: [Character]) -> Set<Int> {
    let isDigit = reference.map { $0.isASCII && $0.isNumber }
    switch reference.count {
    case 12 where isDigit.allSatisfy(\.self): return Set(0..<6)
    case 16 where !isDigit.prefix(5).contains(true) && isDigit.dropFirst(5).allSatisfy(\.self):
      return Set(5..<10)
    case 22 where isDigit.dropFirst(6).allSatisfy(\.self): return Set(6..<14).union([4])
    case 22: return [4]
    default: return []
    }
  }

  /// Other digits in the place of digits and other letters in the place of letters, such that it is none of those that are taken.
  private mutating func scrambled(
    _ text: [Character], keeping kept: Set<Int>, isTaken: ([Character]) -> Bool
  ) -> [Character] {
    var alphabets: [Int: [Character]] = [:]
    var result = text
    for (index, letter) in text.enumerated() where !kept.contains(index) {
      switch letter {
      case "0"..."9": alphabets[index] = Array("0123456789")
      case "A"..."Z": alphabets[index] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
      case "a"..."z": alphabets[index] = Array("abcdefghijklmnopqrstuvwxyz")
      // What is no letter of a bank's stays none.
      case _ where letter.isLetter || letter.isNumber: result[index] = "\u{E9}"
      default: break
      }
    }
    let places = alphabets.keys.sorted()
    for place in places {
      if let letter = alphabets[place]?.randomElement(using: &random) { result[place] = letter }
    }
    // Texts of one layout are at most as many as it has; what is left then are letters that were made alike.
    var rounds = 0
    while isTaken(result) {
      guard rounds < 2, !places.isEmpty else {
        result.append("\u{E9}")
        continue
      }
      rounds += Pseudonyms.count(&result, places, alphabets) ? 1 : 0
    }
    return result
  }

  /// Goes on to the next text of a layout; says whether it began anew.
  private static func count(
    _ text: inout [Character], _ places: [Int], _ alphabets: [Int: [Character]]
  ) -> Bool {
    for place in places.reversed() {
      guard let letters = alphabets[place], let at = letters.firstIndex(of: text[place]) else {
        continue
      }
      text[place] = letters[(at + 1) % letters.count]
      if at + 1 < letters.count { return false }
    }
    return true
  }
}

/// Numbers that a seed decides.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
