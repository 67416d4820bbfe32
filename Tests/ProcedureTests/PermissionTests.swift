import Testing

@testable import Procedure

@Suite("The table of permissions")
struct PermissionTests {
  /// The names of all facts, as the log has them.
  static let factNames: Set<String> = [
    "ticketLogged", "ticketAmended", "ticketRelisted", "claimed", "released", "assigned",
    "ticketReviewed", "orderRecorded", "disagreementAcknowledged", "contacted", "vendorAnswered",
    "customerHeard", "proofRecorded", "proofAccepted", "proofRejected", "deductionSupported",
    "deductionFell", "payoutRequested", "payoutApproved", "payoutDeclined", "payoutVoided",
    "payoutSent", "payoutSettled", "payoutFailed", "payoutReversed", "vendorDebited",
    "vendorCredited", "vendorSuspended", "vendorBlocked", "vendorUnblocked", "vendorFlagged",
    "repeatOffenderFlagged", "vendorKept", "blockProposed", "remarked", "noted", "signedOff",
    "signOffLapsed", "escalated", "found", "findingLapsed", "returned", "parked", "summarised",
    "statusMarked", "statusCleared", "closed", "outsideApplied", "reopened", "merged",
    "personalDataShown", "withdrawn",
  ]

  @Test("Every command has its row, and one alone")
  func everyCommand() {
    #expect(Permission.table.count == Command.Kind.allCases.count)
    #expect(Set(Permission.table.map(\.command)) == Set(Command.Kind.allCases))
    for kind in Command.Kind.allCases { #expect(Permission.of(kind).command == kind) }
  }

  @Test("Every fact is some command's or follows by itself, and not both")
  func everyFact() {
    let recorded = Permission.table.flatMap(\.facts)
    #expect(recorded.count == Set(recorded).count)
    #expect(Set(recorded).isDisjoint(with: Permission.consequences))
    #expect(Set(recorded).union(Permission.consequences) == Self.factNames)
  }

  @Test("No row names the viewer, and managers may whatever executives may")
  func roles() {
    for row in Permission.table {
      #expect(!row.roles.contains(.viewer) && row.roles.contains(.financeManager))
      #expect(!row.roles.contains(.executive) || row.roles.contains(.opsManager))
    }
  }

  @Test("Maker and checker: approval, finding and sign-off alone name whom the giver must not be")
  func makers() {
    let made = Permission.table.filter { $0.maker != nil }.map(\.command)
    #expect(Set(made) == [.approve, .find, .signOff])
    #expect(Set(Permission.table.filter(\.isLimited).map(\.command)) == [.approve, .decline])
  }
}
