import Testing

@testable import Procedure

@Suite("Refusals, roles and holding")
struct RefusalTests {
  /// One plausible command of every kind that scripts have.
  static let commands: [Command] = [
    .log(
      Ticket(
        tag: .lessPaid, customer: "M", order: "O", quoted: 10, complaint: "c",
        loggedAt: Story.morning)),
    .amend(TicketAmendment(complaint: "c")), .claim, .release, .assign(to: Person("dev")), .review,
    order(), .acknowledge(.invoice), .contact(party: .vendor, channel: .phone, outcome: .busy),
    .answer(paid: 0, reason: nil), .hear(received: 0, note: nil), proof("P9"),
    .accept("P1", reason: "r"), .reject("P1", reason: "r"), .supportDeduction(amount: 0, note: 0),
    .requestPayout(amount: 2_000), .approve(reason: nil), .decline(reason: "r"), .send,
    .settle(reference: "r"), .fail(reason: "r"), .reverse(reason: "r"), .debit(amount: 2_000),
    .credit(amount: 1, reason: "r"), .suspend(reason: nil), .block(reason: nil),
    .unblock(reason: nil), .flag(reason: nil), .keep(reason: nil), .remark(text: "t"),
    .note(text: "t"), .signOff, .escalate(to: .opsManager, reason: "r", about: .dispute),
    .find(.nothingOwed, amount: nil, reason: "r"), .return(instruction: "i"),
    .park(until: Instant(microseconds: .max), reason: "r"), .summarise(text: "t"),
    .mark(.resolvedPaidByCashkr), .close(seen: nil), .applied(.comment), .reopen(reason: "r"),
    .merge(into: "CX-0"), .withdraw(.answer),
  ]

  static let managersOnly: Set<Command.Kind> = [
    .approve, .decline, .assign, .credit, .suspend, .unblock, .flag, .keep, .find, .return, .reopen,
    .signOff,
  ]
  static let holders: Set<Command.Kind> = [
    .amend, .release, .review, .order, .acknowledge, .accept, .reject, .supportDeduction,
    .requestPayout, .remark, .escalate, .park, .summarise, .mark, .close,
  ]
  static let holdersOrManagers: Set<Command.Kind> = [
    .send, .settle, .fail, .reverse, .merge, .debit, .block, .withdraw,
  ]

  @Test(
    "A command on a ticket that is not there is unknown, whoever gives it",
    arguments: commands.dropFirst())
  func unknown(command: Command) {
    given {}.when(vic(command)).then(.refused(.unknown))
  }

  @Test("A viewer changes nothing", arguments: commands.dropFirst())
  func viewer(command: Command) {
    given { partPaid() }.when(vic(command)).then(.refused(.forbidden))
  }

  @Test("An executive does not do what is a manager's", arguments: commands)
  func executive(command: Command) {
    let story = given { partPaid() }.when(asha(command))
    if Self.managersOnly.contains(command.kind) { story.then(.refused(.forbidden)) }
  }

  @Test("Who does not hold the dispute does not do what is its holder's", arguments: commands)
  func holding(command: Command) {
    let story = given { partPaid() }
    if Self.holders.contains(command.kind) {
      story.when(dev(command)).then(.refused(.notHeld))
      story.when(fina(command)).then(.refused(.notHeld))
    }
    if Self.holdersOrManagers.contains(command.kind) {
      story.when(dev(command)).then(.refused(.notHeld))
      story.when(omar(command)).then(.that("holding is not asked") { _ in true })
    }
  }

  @Test("Sign-off is finance's alone")
  func signOff() {
    given { partPaid() }.when(omar(.signOff)).then(.refused(.forbidden))
  }

  @Test(
    "On a closed dispute note, applied, reverse and reopen are left, all else is closed",
    arguments: commands)
  func closed(command: Command) {
    let story = given { closedPaid() }
    switch command.kind {
    case .log: story.when(fina(command)).then(.refused(.duplicate))
    case .note, .applied, .reverse, .reopen:
      story.when(fina(command)).then(.accepted)
      story.when(vic(command)).then(.refused(.forbidden))
    default:
      story.when(vic(command)).then(.refused(.closed))
      story.when(asha(command)).then(.refused(.closed))
      story.when(fina(command)).then(.refused(.closed))
    }
  }

  @Test("On an escalated dispute nothing is closed", arguments: commands)
  func escalatedOpen(command: Command) {
    given { handedOver() }.when(fina(command)).then(
      Expectation { $0.refusal?.reason == .closed ? "refused as closed" : nil })
  }

  @Test("A refusal changes nothing", arguments: commands)
  func changesNothing(command: Command) {
    for player in [vic, dev, asha, omar, fina] {
      let before = given { partPaid() }
      let after = before.when(player(command))
      if after.refusal != nil {
        #expect(after.world.disputes == before.world.disputes)
        #expect(after.world.vendors == before.world.vendors)
      }
    }
  }

  @Test("forbidden by role comes before notHeld, and that before outOfOrder")
  func roleFirst() {
    given { logged() }.when(dev(.approve(reason: nil))).then(.refused(.forbidden))
    given { logged() }.when(dev(order())).then(.refused(.notHeld))
    given { logged() }.when(dev(.close(seen: 9))).then(.refused(.notHeld))
    given {
      logged()
      asha(.claim)
    }.when(asha(order(vendor: ""))).then(.refused(.outOfOrder))
  }

  @Test("outOfOrder comes before an unknown proof, and that before invalid")
  func proofs() {
    given { reviewed() }.when(asha(.accept("P7", reason: ""))).then(.refused(.outOfOrder))
    given { ordered() }.when(asha(.accept("P7", reason: ""))).then(.refused(.unknown))
  }

  @Test("invalid comes before maker and checker, and that before inFlight")
  func invalidFirst() {
    let story = given {
      partPaid()
      omar(.assign(to: Person("omar")))
      omar(.requestPayout(amount: 2_000))
    }
    story.when(omar(.approve(reason: ""))).then(.refused(.invalid, "reason"))
    story.when(omar(.find(.validDeduction, amount: nil, reason: "r"))).then(
      .refused(.invalid, "amount"))
    story.when(omar(.approve(reason: nil))).then(.refused(.forbidden))
    story.when(omar(.requestPayout(amount: 2_001))).then(.refused(.inFlight))
  }

  @Test("Empty text is invalid, by the name of its field")
  func emptyText() {
    let story = given {
      partPaid()
      asha(proof())
    }
    let cases: [(Act, String)] = [
      (asha(.remark(text: "")), "text"), (dev(.note(text: " \n")), "text"),
      (asha(.summarise(text: "")), "text"), (asha(.answer(paid: 0, reason: "")), "reason"),
      (dev(.hear(received: 0, note: " ")), "note"), (omar(.suspend(reason: "")), "reason"),
      (omar(.block(reason: "")), "reason"), (omar(.unblock(reason: "")), "reason"),
      (omar(.flag(reason: "")), "reason"), (omar(.keep(reason: "")), "reason"),
    ]
    for (act, field) in cases { story.when(act).then(.refused(.invalid, field)) }
  }

  @Test("A message says in plain words what is wrong")
  func messages() {
    for command in Self.commands {
      for player in [vic, dev, asha, omar] {
        if let refusal = given({ ordered() }).when(player(command)).refusal {
          #expect(
            refusal.message.hasSuffix(".") && refusal.message.count > 10, "\(refusal.message)")
        }
      }
    }
  }

  @Test("What a holder may do in some scenario alone is outOfOrder elsewhere")
  func elsewhere() {
    for command in [Command.debit(amount: 0), .block(reason: ""), .requestPayout(amount: 0)] {
      given { ordered() }.when(asha(command)).then(.refused(.outOfOrder))
    }
  }
}
