import Testing

@testable import Procedure

@Suite("Deputies")
struct DeputyTests {
  /// asha and dev are executives, omar and olga ops managers, fina and farid finance managers, vic a viewer.
  private static let desk: Desk = {
    var desk = Desk()
    for (index, player) in [omar, olga, fina, farid, asha, dev, vic].enumerated() {
      desk = desk.evolved(
        by: .personAdded(
          person: player.actor.person, uid: UInt32(index), role: player.actor.role),
        by: omar.actor, at: Story.morning)
    }
    return desk
  }()
  private static let from = Story.morning.adding(seconds: 3_600)
  private static let until = Story.morning.adding(seconds: 7_200)

  private func appoint(
    _ deputy: Player, for manager: Player, from: Instant = DeputyTests.from,
    until: Instant = DeputyTests.until
  ) -> DeskCommand {
    .appointDeputy(deputy.actor.person, for: manager.actor.person, from: from, until: until)
  }

  private func decide(
    _ command: DeskCommand, by actor: Actor, at desk: Desk = DeputyTests.desk,
    now: Instant = Story.morning
  ) -> String {
    do throws(Refusal) {
      return try desk.decide(command, by: actor, at: now).map(\.name).joined(separator: " ")
    } catch {
      return error.reason.rawValue + (error.field.map { " \($0)" } ?? "")
    }
  }

  /// The desk after a command that has to be accepted.
  private func desk(
    _ command: DeskCommand, by actor: Actor, on desk: Desk = DeputyTests.desk,
    at now: Instant = Story.morning
  ) throws -> Desk {
    let facts = try desk.decide(command, by: actor, at: now)
    #expect(!facts.isEmpty)
    return facts.reduce(desk) { $0.evolved(by: $1, by: actor, at: now) }
  }

  @Test("From the first moment to before the last one a deputy has the manager's role")
  func boundaries() throws {
    let desk = try desk(appoint(asha, for: omar), by: omar.actor)
    func actor(_ now: Instant) -> Actor? { desk.actor(asha.actor.person, at: now) }
    let own = Actor(asha.actor.person, .executive)
    let deputy = Actor(asha.actor.person, .opsManager, standsFor: omar.actor.person)
    #expect(actor(Instant(microseconds: Self.from.microseconds - 1)) == own)
    #expect(actor(Self.from) == deputy)
    #expect(actor(Instant(microseconds: Self.until.microseconds - 1)) == deputy)
    #expect(actor(Self.until) == own)
    #expect(desk.actor(uid: 4, at: Self.from) == deputy)
    #expect(desk.actor(omar.actor.person, at: Self.from) == omar.actor, "omar stays who he is")
    #expect(deputy.shown == "asha for omar" && own.shown == "asha")
  }

  @Test("Of the two roles it is the higher one, and a deputy's deputy does not get it")
  func higher() throws {
    var desk = try desk(appoint(fina, for: omar), by: omar.actor)
    #expect(
      desk.actor(fina.actor.person, at: Self.from)
        == Actor(fina.actor.person, .financeManager, standsFor: omar.actor.person))
    desk = try self.desk(appoint(olga, for: farid), by: farid.actor, on: desk)
    #expect(desk.actor(olga.actor.person, at: Self.from)?.role == .financeManager)
    desk = try self.desk(appoint(asha, for: olga), by: olga.actor, on: desk)
    #expect(desk.actor(asha.actor.person, at: Self.from)?.role == .opsManager)
  }

  @Test("The manager appoints, or one who decides in their place; nobody themself")
  func whoAppoints() {
    #expect(decide(appoint(asha, for: omar), by: omar.actor) == "deputyAppointed")
    #expect(decide(appoint(asha, for: omar), by: olga.actor) == "deputyAppointed")
    #expect(decide(appoint(asha, for: omar), by: fina.actor) == "deputyAppointed")
    #expect(decide(appoint(asha, for: fina), by: omar.actor) == "forbidden")
    #expect(decide(appoint(asha, for: fina), by: farid.actor) == "deputyAppointed")
    #expect(decide(appoint(asha, for: omar), by: dev.actor) == "forbidden")
    #expect(decide(appoint(asha, for: omar), by: asha.actor) == "forbidden")
    #expect(decide(appoint(fina, for: omar), by: fina.actor) == "forbidden")
    #expect(decide(appoint(omar, for: fina), by: omar.actor) == "forbidden")
  }

  @Test("An executive or a manager stands in for a manager, both of the desk")
  func whoStandsIn() {
    #expect(decide(appoint(omar, for: fina), by: fina.actor) == "deputyAppointed")
    #expect(decide(appoint(vic, for: omar), by: omar.actor) == "invalid deputy")
    #expect(decide(appoint(omar, for: omar), by: fina.actor) == "invalid deputy")
    #expect(decide(appoint(asha, for: dev), by: omar.actor) == "invalid for")
    #expect(decide(appoint(asha, for: Player("nina", .opsManager)), by: omar.actor) == "unknown")
    #expect(decide(appoint(Player("nina", .executive), for: omar), by: omar.actor) == "unknown")
  }

  @Test("The days begin before they end, end in the future, and are sixty at most")
  func days() throws {
    let now = Story.morning
    func says(_ from: Int64, _ until: Int64) -> String {
      decide(
        appoint(
          asha, for: omar, from: now.adding(seconds: from), until: now.adding(seconds: until)),
        by: omar.actor)
    }
    #expect(says(60, 60) == "invalid until")
    #expect(says(60, 59) == "invalid until")
    #expect(says(-60, 0) == "invalid until")
    #expect(says(-60, 1) == "deputyAppointed")
    #expect(says(0, 60 * 86_400) == "deputyAppointed")
    #expect(says(0, 60 * 86_400 + 1) == "invalid until")
    #expect(says(-365 * 86_400, 86_400) == "invalid until", "a year that was mistyped")
    // What was done before it was said was not done as a deputy.
    let early = try desk(
      appoint(asha, for: omar, from: now.adding(seconds: -60), until: Self.until), by: omar.actor)
    #expect(early.deputyships(at: now).map(\.from) == [now])
  }

  @Test("One stands in for one manager at a time; said again it changes nothing")
  func overlaps() throws {
    let desk = try desk(appoint(asha, for: omar), by: omar.actor)
    #expect(decide(appoint(asha, for: omar), by: omar.actor, at: desk) == "")
    #expect(decide(appoint(asha, for: fina), by: fina.actor, at: desk) == "duplicate")
    let longer = Self.until.adding(seconds: 1)
    #expect(
      decide(appoint(asha, for: omar, until: longer), by: omar.actor, at: desk) == "duplicate")
    #expect(
      decide(appoint(asha, for: fina, from: Self.until, until: longer), by: fina.actor, at: desk)
        == "deputyAppointed")
    #expect(decide(appoint(dev, for: omar), by: omar.actor, at: desk) == "deputyAppointed")
  }

  @Test("It ends early at the word of the deputy, or of one who may appoint")
  func ends() throws {
    let desk = try desk(appoint(asha, for: fina), by: fina.actor)
    let during = Self.from.adding(seconds: 60)
    let end = DeskCommand.endDeputy(asha.actor.person)
    #expect(decide(end, by: dev.actor, at: desk, now: during) == "forbidden")
    #expect(decide(end, by: omar.actor, at: desk, now: during) == "forbidden")
    #expect(decide(end, by: farid.actor, at: desk, now: during) == "deputyEnded")
    #expect(decide(end, by: farid.actor, at: desk, now: Self.until) == "unknown")
    let deputy = try #require(desk.actor(asha.actor.person, at: during))
    let ended = try self.desk(end, by: deputy, on: desk, at: during)
    #expect(ended.actor(asha.actor.person, at: during) == asha.actor)
    #expect(ended.deputyships(at: during).isEmpty)
    #expect(decide(end, by: deputy, at: ended, now: during) == "unknown")
  }

  @Test("It falls with the role that it was given for, and with the right to change things")
  func falls() throws {
    let desk = try desk(appoint(asha, for: omar), by: olga.actor)
    for (person, role) in [(omar, Role.financeManager), (omar, .executive), (asha, .viewer)] {
      let changed = desk.evolved(
        by: .roleChanged(person: person.actor.person, role: role), by: fina.actor,
        at: Story.morning)
      #expect(changed.actor(asha.actor.person, at: Self.from)?.standsFor == nil)
      #expect(changed.deputyships(at: Self.from).isEmpty)
    }
  }

  @Test("Nobody acts for another whom they do not stand in for at that moment")
  func admits() throws {
    let desk = try desk(appoint(asha, for: omar), by: omar.actor)
    let deputy = Actor(asha.actor.person, .opsManager, standsFor: omar.actor.person)
    func isAdmitted(_ actor: Actor, _ now: Instant) -> Bool {
      do throws(Refusal) {
        try desk.admit(actor, at: now)
        return true
      } catch {
        return false
      }
    }
    #expect(isAdmitted(deputy, Self.from))
    #expect(!isAdmitted(deputy, Self.until))
    #expect(!isAdmitted(deputy, Story.morning))
    #expect(
      !isAdmitted(Actor(dev.actor.person, .opsManager, standsFor: omar.actor.person), Self.from))
    #expect(
      !isAdmitted(
        Actor(asha.actor.person, .financeManager, standsFor: omar.actor.person), Self.from))
    #expect(isAdmitted(asha.actor, Self.from), "for themself anybody acts")
  }

  @Test(
    "What outlives the days is no deputy's: people, roles, deputies; a manager's own right stays")
  func outlives() throws {
    let desk = try desk(
      appoint(fina, for: omar), by: omar.actor,
      on: desk(
        appoint(asha, for: olga), by: olga.actor))
    let deputy = try #require(desk.actor(asha.actor.person, at: Self.from))
    let manager = try #require(desk.actor(fina.actor.person, at: Self.from))
    let commands: [DeskCommand] = [
      .add(Person("nina"), uid: 99, role: .executive),
      .changeRole(dev.actor.person, to: .opsManager), appoint(dev, for: olga),
    ]
    for command in commands {
      #expect(decide(command, by: deputy, at: desk, now: Self.from) == "forbidden")
      #expect(decide(command, by: manager, at: desk, now: Self.from) != "forbidden")
    }
    #expect(
      decide(.erase(["CX-1"], reason: "asked"), by: deputy, at: desk, now: Self.from)
        == "personalDataErased")
  }

  @Test("The second word for a limit is another's than the proposer's, whoever stands in for whom")
  func limits() throws {
    var policy = Policy()
    policy.financeAbove = 9_000
    func second(_ first: Actor, _ second: Actor) throws -> String {
      let proposed = try desk(.adopt(policy), by: first)
      return decide(.adopt(policy), by: second, at: proposed)
    }
    let forOmar = Actor(fina.actor.person, .financeManager, standsFor: omar.actor.person)
    #expect(try second(omar.actor, forOmar) == "forbidden")
    #expect(try second(olga.actor, forOmar) == "policyAdopted")
    #expect(try second(forOmar, omar.actor) == "forbidden")
    #expect(try second(forOmar, olga.actor) == "policyAdopted")
    let omarForFina = Actor(omar.actor.person, .financeManager, standsFor: fina.actor.person)
    #expect(try second(omar.actor, omarForFina) == "forbidden", "one person has one word")
    #expect(try second(omar.actor, fina.actor) == "policyAdopted")
  }

  // MARK: Maker and checker

  private func deputy(_ name: String, for manager: Player) -> Player {
    var player = Player(name, manager.actor.role)
    player.actor.standsFor = manager.actor.person
    return player
  }

  @Test("A deputy approves what others asked for, and every event says for whom")
  func approves() throws {
    let dev = deputy("dev", for: omar)
    let story = given {
      partPaid()
      asked()
      dev(.approve(reason: nil))
    }.then(.holds(.g6))
    let payout = try #require(story.world.disputes["CX-1"]?.payouts.last)
    #expect(payout.decider?.shown == "dev for omar" && payout.decidedAs == .opsManager)
    #expect(payout.asker.shown == "asha")
  }

  @Test("A deputy does not approve what the manager asked for, nor the manager what a deputy did")
  func sides() {
    let dev = deputy("dev", for: omar)
    func payout(askedBy player: Player) -> Story {
      given {
        partPaid()
        asha(.release)
        player(.claim)
        player(.requestPayout(amount: 2_000))
      }
    }
    payout(askedBy: omar).when(dev(.approve(reason: nil))).then(.refused(.forbidden))
    payout(askedBy: dev).when(omar(.approve(reason: nil))).then(.refused(.forbidden))
    payout(askedBy: dev).when(dev(.approve(reason: nil))).then(.refused(.forbidden))
    payout(askedBy: dev).when(deputy("asha", for: omar)(.approve(reason: nil)))
      .then(.refused(.forbidden))
    payout(askedBy: dev).when(olga(.approve(reason: nil))).then(.accepted, .holds(.g6))
    payout(askedBy: omar).when(deputy("dev", for: olga)(.approve(reason: nil))).then(.accepted)
    #expect(
      payout(askedBy: omar).when(dev(.approve(reason: nil))).refusal?.message
        == "omar asked for this payout, and you stand in for them: somebody else has to approve it."
    )
  }

  @Test("Above the limit a deputy of finance approves, and one of ops does not")
  func limit() {
    let story = given {
      answered(quoted: 10_000, received: 2_000, paid: 2_000)
      asked(8_000)
    }
    story.when(deputy("dev", for: omar)(.approve(reason: nil))).then(.refused(.forbidden))
    story.when(deputy("dev", for: fina)(.approve(reason: nil))).then(.accepted, .holds(.g6))
  }

  @Test("A deputy does not find or sign off on what the manager holds")
  func holding() {
    let found = given {
      unreachable()
      asha(.release)
      omar(.claim)
    }
    let command = Command.find(.unpaid, amount: nil, reason: "nobody answered")
    found.when(deputy("dev", for: omar)(command)).then(.refused(.forbidden))
    found.when(deputy("dev", for: olga)(command)).then(.accepted)

    let signed = given {
      ordered(quoted: 10_000)
      called()
      asha(.answer(paid: 10_000, reason: nil))
      proven(10_000)
      asha(.release)
      fina(.claim)
    }.then(.pending(.financeManager))
    signed.when(deputy("dev", for: fina)(.signOff)).then(.refused(.forbidden))
    signed.when(deputy("dev", for: farid)(.signOff)).then(.accepted, .holds(.g6))
  }

  @Test(
    "A dispute that a deputy holds is the manager's too: the manager neither finds nor signs off")
  func heldForManager() {
    func story(_ keeper: Player, _ begun: Story) -> Story {
      begun.and {
        asha(.release)
        keeper(.claim)
      }
    }
    let find = Command.find(.unpaid, amount: nil, reason: "nobody answered")
    let found = story(deputy("dev", for: omar), given { unreachable() })
    found.when(omar(find)).then(.refused(.forbidden))
    #expect(
      found.when(omar(find)).refusal?.message
        == "dev holds this dispute, standing in for you: somebody else has to decide.")
    #expect(found.when(omar(find)).refusal?.remedy == .assign)
    found.when(deputy("dev", for: omar)(find)).then(.refused(.forbidden))
    #expect(
      found.when(deputy("dev", for: omar)(find)).refusal?.message
        == "You hold this dispute: somebody else has to decide.")
    found.when(deputy("asha", for: omar)(find)).then(.refused(.forbidden))
    found.when(olga(find)).then(.accepted, .holds(.g6))
    found.when(deputy("asha", for: olga)(find)).then(.accepted, .holds(.g6))

    let signed = story(
      deputy("dev", for: fina),
      given {
        ordered(quoted: 10_000)
        called()
        asha(.answer(paid: 10_000, reason: nil))
        proven(10_000)
      })
    signed.when(fina(.signOff)).then(.refused(.forbidden))
    signed.when(deputy("dev", for: fina)(.signOff)).then(.refused(.forbidden))
    signed.when(deputy("asha", for: fina)(.signOff)).then(.refused(.forbidden))
    signed.when(farid(.signOff)).then(.accepted, .holds(.g6))
  }

  @Test("Whom it is held for ends with the holding: released, assigned, or claimed by another")
  func heldForEnds() {
    let signOff = fina(.signOff)
    let held = given {
      ordered(quoted: 10_000)
      called()
      asha(.answer(paid: 10_000, reason: nil))
      proven(10_000)
      asha(.release)
      deputy("dev", for: fina)(.claim)
    }
    held.when(signOff).then(.refused(.forbidden))
    held.and { dev(.release) }.when(signOff).then(.accepted, .holds(.g6))
    held.and { omar(.assign(to: Person("asha"))) }.when(signOff).then(.accepted, .holds(.g6))
    held.and { omar(.assign(to: Person("dev"))) }.when(signOff).then(.accepted, .holds(.g6))
    held.and {
      dev(.release)
      asha(.claim)
    }.when(signOff).then(.accepted, .holds(.g6))
  }

  @Test("G6 asks on whose behalf the dispute was held, whoever recorded the decision")
  func gateSides() throws {
    let story = given {
      unreachable()
      asha(.release)
      deputy("dev", for: omar)(.claim)
      olga(.find(.unpaid, amount: nil, reason: "nobody answered"))
    }.then(.holds(.g6))
    let found = try #require(story.world.disputes["CX-1"])
    #expect(found.finding?.keeper?.shown == "dev for omar")
    let event = Event(
      .found(finding: .unpaid, amount: nil, reason: "mine"), by: omar.actor, at: story.now)
    let one = try #require(evolve(found, event, id: "CX-1"))
    let context = story.world.context(of: "CX-1", by: dev.actor, at: story.now)
    #expect(one.gateFailures(in: context).map(\.row).contains(.g6))
    #expect(!found.gateFailures(in: context).map(\.row).contains(.g6))
    let word = Event(
      .signedOff(basis: found.basis(in: context.circumstances(of: found))),
      by: Actor(Person("asha"), .financeManager, standsFor: Person("omar")), at: story.now)
    let signed = try #require(evolve(found, word, id: "CX-1"))
    #expect(signed.signOff?.keeper?.shown == "dev for omar")
    #expect(signed.gateFailures(in: context).map(\.row).contains(.g6))
  }
}
