/// Who may cause which event, up to which amount: the one table (procedure, "People" and "Holding").
///
/// `decide` reads it, screens read it through `refusal(of:)`, and a server that enforces it is generated from it.
public struct Permission: Sendable, Hashable {
  /// Whether the dispute has to be held.
  public enum Holding: String, Sendable, Hashable {
    /// What arrives: no holding is needed.
    case anyone
    /// What is decided: by the holder.
    case holder
    /// By the holder, or by a manager who need not hold it.
    case holderOrManager
    /// By the holder where the scenario demands it, else by a manager.
    case holderInScenarioOrManager
    /// By a manager; no holding is needed.
    case manager
  }

  /// Whom the giver must not be, nor stand in for.
  public enum Maker: String, Sendable, Hashable {
    /// Who asked for the payout.
    case asker
    /// Who holds the dispute.
    case holder
  }

  /// The command.
  public var command: Command.Kind
  /// The facts that it records, by their names in the log.
  public var facts: [String]
  /// The roles that may.
  public var roles: Set<Role>
  /// Whether the dispute has to be held.
  public var holding: Holding
  /// Whom the giver must not be, nor stand in for: maker and checker are two people.
  public var maker: Maker?
  /// Whether an ops manager may only up to the policy's amount (procedure E2).
  public var isLimited = false
  /// Of the holder's: the scenarios that demand it.
  public var scenarios: Set<Scenario> = []

  /// Everybody who may change things.
  public static let everyone: Set<Role> = [.executive, .opsManager, .financeManager]
  /// Ops and finance managers.
  public static let managers: Set<Role> = [.opsManager, .financeManager]

  /// The row of a command.
  public static func of(_ kind: Command.Kind) -> Permission {
    rows[kind] ?? Permission(command: kind, facts: [], roles: [], holding: .manager)
  }

  private static let rows = Dictionary(uniqueKeysWithValues: table.map { ($0.command, $0) })

  /// Facts that follow by themselves from any command and need no permission of their own.
  public static let consequences = [
    "deductionFell", "findingLapsed", "payoutVoided", "signOffLapsed", "statusCleared",
    "repeatOffenderFlagged", "blockProposed",
  ]

  /// What is still done on a closed dispute.
  public static let whenClosed: Set<Command.Kind> = [.note, .applied, .reverse, .reopen, .show]
  /// What is still done on a merged dispute.
  public static let whenMerged: Set<Command.Kind> = [.note, .show]

  /// The table.
  public static let table: [Permission] = [
    row(.log, ["ticketLogged"], everyone, .anyone),
    row(.relist, ["ticketRelisted"], everyone, .anyone),
    row(.contact, ["contacted"], everyone, .anyone),
    row(.answer, ["vendorAnswered"], everyone, .anyone),
    row(.hear, ["customerHeard"], everyone, .anyone),
    row(.proof, ["proofRecorded"], everyone, .anyone),
    row(.note, ["noted"], everyone, .anyone),
    row(.applied, ["outsideApplied"], everyone, .anyone),
    row(.claim, ["claimed"], everyone, .anyone),
    row(.show, ["personalDataShown"], everyone, .anyone),
    row(.release, ["released"], everyone, .holder),
    row(.amend, ["ticketAmended"], everyone, .holder),
    row(.review, ["ticketReviewed"], everyone, .holder),
    row(.order, ["orderRecorded"], everyone, .holder),
    row(.acknowledge, ["disagreementAcknowledged"], everyone, .holder),
    row(.accept, ["proofAccepted"], everyone, .holder),
    row(.reject, ["proofRejected"], everyone, .holder),
    row(.supportDeduction, ["deductionSupported"], everyone, .holder),
    row(.requestPayout, ["payoutRequested"], everyone, .holder),
    row(.remark, ["remarked"], everyone, .holder),
    row(.escalate, ["escalated"], everyone, .holder),
    row(.park, ["parked"], everyone, .holder),
    row(.summarise, ["summarised"], everyone, .holder),
    row(.mark, ["statusMarked"], everyone, .holder),
    row(.close, ["closed"], everyone, .holder),
    row(.send, ["payoutSent"], everyone, .holderOrManager),
    row(.settle, ["payoutSettled"], everyone, .holderOrManager),
    row(.fail, ["payoutFailed"], everyone, .holderOrManager),
    row(.reverse, ["payoutReversed"], everyone, .holderOrManager),
    row(.merge, ["merged"], everyone, .holderOrManager),
    row(.withdraw, ["withdrawn"], everyone, .holderOrManager),
    Permission(
      command: .debit, facts: ["vendorDebited"], roles: everyone,
      holding: .holderInScenarioOrManager, scenarios: [.d5, .d6]),
    Permission(
      command: .block, facts: ["vendorBlocked"], roles: everyone,
      holding: .holderInScenarioOrManager, scenarios: [.d1, .d2]),
    Permission(
      command: .approve, facts: ["payoutApproved"], roles: managers, holding: .manager,
      maker: .asker, isLimited: true),
    Permission(
      command: .decline, facts: ["payoutDeclined"], roles: managers, holding: .manager,
      isLimited: true),
    Permission(
      command: .find, facts: ["found"], roles: managers, holding: .manager, maker: .holder),
    Permission(
      command: .signOff, facts: ["signedOff"], roles: [.financeManager], holding: .manager,
      maker: .holder),
    row(.return, ["returned"], managers, .manager),
    row(.assign, ["assigned"], managers, .manager),
    row(.credit, ["vendorCredited"], managers, .manager),
    row(.suspend, ["vendorSuspended"], managers, .manager),
    row(.unblock, ["vendorUnblocked"], managers, .manager),
    row(.flag, ["vendorFlagged"], managers, .manager),
    row(.keep, ["vendorKept"], managers, .manager),
    row(.reopen, ["reopened"], managers, .manager),
  ]

  private static func row(
    _ command: Command.Kind, _ facts: [String], _ roles: Set<Role>, _ holding: Holding
  ) -> Permission {
    Permission(command: command, facts: facts, roles: roles, holding: holding)
  }
}
