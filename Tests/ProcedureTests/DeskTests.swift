import Testing

@testable import Procedure

@Suite("The desk: people and policy")
struct DeskTests {
  private static let desk = [
    (DeskCommand.initialise(omar.actor.person, uid: 1), nil as Actor?),
    (.add(fina.actor.person, uid: 2, role: .financeManager), omar.actor),
    (.add(asha.actor.person, uid: 3, role: .executive), omar.actor),
  ].reduce(Desk()) { desk, step in
    ((try? desk.decide(step.0, by: step.1, at: Story.morning)) ?? []).reduce(desk) {
      $0.evolved(by: $1, by: step.1 ?? omar.actor, at: Story.morning)
    }
  }

  private func names(_ desk: Desk, _ command: DeskCommand, by actor: Actor) -> [String] {
    do throws(Refusal) {
      return try desk.decide(command, by: actor, at: Story.morning).map(\.name)
    } catch {
      return [error.reason.rawValue]
    }
  }

  @Test("The first person is an ops manager, and nobody begins a desk twice")
  func begins() {
    #expect(
      Self.desk.people.count == 3
        && Self.desk.actor(omar.actor.person, at: Story.morning)?.role == .opsManager)
    #expect(names(Self.desk, .initialise(dev.actor.person, uid: 9), by: dev.actor) == ["duplicate"])
  }

  @Test(
    "Managers add people and change roles, their own excepted; a login and its number are one's own"
  )
  func people() {
    #expect(
      names(Self.desk, .add(dev.actor.person, uid: 4, role: .executive), by: asha.actor) == [
        "forbidden"
      ])
    #expect(
      names(Self.desk, .add(dev.actor.person, uid: 3, role: .executive), by: omar.actor) == [
        "duplicate"
      ])
    #expect(
      names(Self.desk, .changeRole(omar.actor.person, to: .financeManager), by: omar.actor) == [
        "forbidden"
      ])
    #expect(
      names(Self.desk, .changeRole(asha.actor.person, to: .viewer), by: omar.actor) == [
        "roleChanged"
      ])
    #expect(
      names(Self.desk, .changeRole(dev.actor.person, to: .viewer), by: omar.actor) == ["unknown"])
  }

  @Test("A policy that changes a limit is adopted by an ops and a finance manager together")
  func limits() throws {
    var policy = Policy()
    policy.financeAbove = 9_000
    #expect(names(Self.desk, .adopt(policy), by: asha.actor) == ["forbidden"])
    #expect(names(Self.desk, .adopt(policy), by: omar.actor) == ["policyProposed"])
    let proposed = Self.desk.evolved(
      by: .policyProposed(policy: policy), by: omar.actor, at: Story.morning)
    #expect(names(proposed, .adopt(policy), by: omar.actor) == ["policyProposed"])
    #expect(names(proposed, .adopt(policy), by: olga.actor) == ["policyProposed"])
    #expect(names(proposed, .adopt(policy), by: fina.actor) == ["policyAdopted"])
    var other = policy
    other.financeAbove = 99_000
    #expect(names(proposed, .adopt(other), by: fina.actor) == ["policyProposed"])
  }

  @Test("A policy that changes no limit needs one manager; the one that counts already nobody")
  func words() {
    var policy = Policy()
    policy.unreachableNote = "Nobody there"
    #expect(names(Self.desk, .adopt(policy), by: omar.actor) == ["policyAdopted"])
    #expect(names(Self.desk, .adopt(Policy()), by: omar.actor) == [])
  }

  @Test("Erasing is a manager's, with a reason")
  func erasing() {
    #expect(names(Self.desk, .erase(["CX-1"], reason: "r"), by: asha.actor) == ["forbidden"])
    #expect(names(Self.desk, .erase(["CX-1"], reason: " "), by: omar.actor) == ["invalid"])
    #expect(
      names(Self.desk, .erase(["CX-1"], reason: "asked"), by: omar.actor) == ["personalDataErased"])
  }
}
