import ArgumentParser
import Exchange
import Foundation
import Journal
import Procedure

/// Evidence of a vendor's payment.
struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof", abstract: "Bring a proof of payment in.", subcommands: [Add.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a proof to a dispute, or lay its file ready for the form.",
      discussion: """
        With --amount and --paid-at the proof is recorded; its file is kept under its SHA-256 beside the database. \
        Without them the file is laid into the drop folder, where the proof form of the workbench offers it, the \
        newest first: `ssh desk paydesk proof add CX-10482 - < receipt.png`.
        """)

    @Argument(help: "The ticket.")
    var ticket: String

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(
      help: "What shows the payment: \(ProofKind.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var kind: ProofKind = .screenshot

    @Option(help: "The amount in rupees: 8000, 8,000, 1.2L.")
    var amount: AmountArgument?

    @Option(help: "When it was paid: 2026-11-22 14:32, or with an offset.")
    var paidAt: String?

    @Option(help: "The payment's reference: UTR, RRN, wallet transaction.")
    var reference: String?

    @Option(help: "Who was paid, as the proof shows it.")
    var payee: String?

    @Option(help: "Who paid, as the proof shows it.")
    var payer: String?

    @Option(help: "The file's name, where it comes from standard input.")
    var name: String?

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
      guard (amount == nil) == (paidAt == nil) else {
        throw ValidationError("A proof that is recorded at once needs both --amount and --paid-at.")
      }
      let details = [reference, payee, payer]
      if amount == nil, details.contains(where: { $0 != nil }) {
        throw ValidationError("Without --amount and --paid-at only the file is taken.")
      }
    }

    func run() throws {
      let access = try desk.open()
      let id = TicketID(ticket)
      let look = try look(at: id, access)
      let bytes = try proofBytes()
      guard let amount, let paidAt else {
        return try layReady(bytes, at: access.now)
      }
      guard let moment = Instant(written: paidAt, offset: try access.policy.offset) else {
        throw CommandFailure(
          .usage, "--paid-at: found “\(paidAt)”, expected a time such as 2026-11-22 14:32.")
      }
      let hash = try access.journal.keepProof(bytes)
      let proof = Proof(
        id: look.dispute.freeProofID, kind: kind, amount: amount.money, paidAt: moment,
        reference: reference, file: fileName(of: bytes, at: access.now), sha256: hash,
        payer: payer.map { Personal($0) }, payee: payee.map { Personal($0) })
      let performed = try access.journal.perform(
        .proof(proof), on: id, by: access.actor, at: access.now, expecting: nil)
      report(proof, performed.dispute, try access.policy, by: access.actor)
    }

    /// The file's bytes; one that is larger than a proof may be is read no further.
    private func proofBytes() throws -> [UInt8] {
      let limit = 32 << 20
      let bytes = try GivenFile(name: file).bytes(limit: limit + 1)
      guard bytes.count <= limit else {
        throw CommandFailure(
          .data,
          "The file has more than 32 MiB; a proof may have 32: save a smaller picture of it.")
      }
      return bytes
    }

    /// The dispute, if the core would take a proof on it at all.
    private func look(at id: TicketID, _ access: Access) throws -> Look {
      guard let look = try access.journal.look(at: id) else {
        throw Refusal.noTicket(id)
      }
      let context = Context(
        actor: access.actor, now: access.now, policy: try access.policy,
        surroundings: look.surroundings)
      if let refusal = look.dispute.refusal(of: .proof, in: context) { throw refusal }
      return look
    }

    private func report(_ proof: Proof, _ dispute: Dispute, _ policy: Policy, by actor: Actor) {
      if json.isJSON {
        Output.json(
          .object([
            .init("ticket", .string(ticket)), .init("proof", .string(proof.id.text)),
            .init("sha256", proof.sha256.map { .string($0) } ?? .null),
            .init("version", .integer(dispute.version)),
          ]))
      } else {
        Output.line(
          "\(ticket) has proof \(proof.id) now: \(proof.kind.shown), \(proof.amount.short); \(dispute.holder.map(\.text) ?? "its holder") accepts or rejects it."
        )
      }
    }

    private func layReady(_ bytes: [UInt8], at moment: Instant) throws {
      guard !bytes.isEmpty else { throw CommandFailure(.data, "the file is empty.") }
      let drop = DropFolder(path: try desk.dropFolder)
      let (path, isNew) = try drop.lay(bytes, named: fileName(of: bytes, at: moment), for: ticket)
      if json.isJSON {
        Output.json(
          .object([
            .init("ticket", .string(ticket)), .init("file", .string(path)),
            .init("new", .bool(isNew)),
          ]))
      } else if isNew {
        Output.line(
          "\(path) lies ready: the proof form of \(ticket) offers it. With --amount and --paid-at it is recorded at once."
        )
      } else {
        Output.line("\(path) lies ready already with the same content: nothing was added.")
      }
    }

    /// The name under which the file is known.
    private func fileName(of bytes: [UInt8], at moment: Instant) -> String {
      if let given = name ?? (file == "-" ? nil : file) {
        let plain = DropFolder.plain(URL(filePath: given).lastPathComponent)
        if !plain.isEmpty { return plain }
      }
      return "proof-\(moment.seconds).\(FileSignature.ending(of: bytes))"
    }
  }
}

extension ProofKind: ExpressibleByArgument {}

/// An amount as people type it.
struct AmountArgument: ExpressibleByArgument {
  var money: Money

  init?(argument: String) {
    guard let money = Money(typed: argument) else { return nil }
    self.money = money
  }
}

extension Dispute {
  /// The first of P1, P2 … that no proof has.
  var freeProofID: ProofID {
    var number = proofs.count + 1
    while proof(ProofID("P\(number)")) != nil { number += 1 }
    return ProofID("P\(number)")
  }
}

/// What a file's first bytes say that it is.
enum FileSignature {
  static func ending(of bytes: [UInt8]) -> String {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
    if bytes.starts(with: Array("%PDF".utf8)) { return "pdf" }
    if bytes.starts(with: Array("GIF8".utf8)) { return "gif" }
    if bytes.count > 12, bytes[8..<12].elementsEqual("WEBP".utf8) { return "webp" }
    return "bin"
  }
}
