import Testing

@testable import Procedure

@Suite("A vendor's account, and what is left to recover")
struct VendorAccountTests {
  static let fonebay: VendorName = "FoneBay Pune"
  static let quick: VendorName = "QuickCell Thane"

  /// Every vendor's account after a story, from its events alone.
  static func account(of vendor: VendorName, _ story: Story) -> VendorAccount {
    var account = VendorAccount(vendor: vendor)
    var disputes: [TicketID: Dispute] = [:]
    for (id, event) in story.log {
      if let dispute = disputes[id] { account.record(event, on: dispute) }
      disputes[id] = evolve(disputes[id], event, id: id)
    }
    return account
  }

  @Test(
    "covered, debited, returned and still owed, to the paisa, with what was owed after each line")
  func paise() {
    let story = given {
      answered("CX-1", received: Money(paise: 800_050), paid: Money(paise: 800_050))
      asked(Money(paise: 199_950))
      omar(.approve(reason: nil))
      asha(.settle(reference: "UTR-1"))
      asha(.debit(amount: Money(paise: 199_950)))
      answered("CX-2", order: "ORD-2", quoted: Money(paise: 400_025), paid: 0)
      asked(Money(paise: 400_025), "CX-2")
      omar(.approve(reason: nil), on: "CX-2")
      asha(.settle(reference: "UTR-2"), on: "CX-2")
      asha(.debit(amount: Money(paise: 100_000)), on: "CX-2")
      omar(.credit(amount: Money(paise: 50_001), reason: "half of it was agreed"), on: "CX-1")
    }
    let account = Self.account(of: Self.fonebay, story)
    #expect(account.lines.map(\.entry.kind) == [.covered, .debited, .covered, .debited, .returned])
    #expect(account.lines.map(\.balance.paise) == [199_950, 0, 400_025, 300_025, 350_026])
    #expect(account.sums.covered.paise == 599_975)
    #expect(account.sums.debited.paise == 299_950)
    #expect(account.sums.returned.paise == 50_001)
    #expect(account.sums.owed.paise == 350_026)
    #expect(account.lines[0].entry.note == "UTR-1")
    #expect(account.lines[4].entry.by.person == omar.actor.person)
  }

  @Test("a payout that came back is covered no more; a second one covers anew")
  func reversed() {
    let story = given {
      settled()
      asha(.debit(amount: 2_000))
      asha(.reverse(reason: "account closed"))
    }
    let account = Self.account(of: Self.fonebay, story)
    #expect(account.lines.map(\.entry.kind) == [.covered, .debited, .reversed])
    #expect(account.sums.covered.isZero)
    #expect(account.sums.owed == Money(paise: -200_000))
    let again = story.and {
      asked()
      omar(.approve(reason: nil))
      asha(.settle(reference: "UTR-9"))
    }
    #expect(Self.account(of: Self.fonebay, again).sums.owed.isZero)
  }

  @Test("what was only asked, approved, sent, declined or failed is no money")
  func notSettled() {
    let story = given {
      partPaid()
      asked()
      omar(.decline(reason: "ask once more"))
      asked()
      omar(.approve(reason: nil))
      asha(.send)
      asha(.fail(reason: "bank down"))
    }
    #expect(Self.account(of: Self.fonebay, story).lines.isEmpty)
  }

  @Test("another vendor by correction: debit and what it was for stay with the former one")
  func corrected() {
    let story = given {
      settled()
      asha(.debit(amount: 2_000))
      asha(order(vendor: Self.quick))
      asha(.reverse(reason: "account closed"))
    }
    #expect(Self.account(of: Self.quick, story).lines.isEmpty)
    let former = Self.account(of: Self.fonebay, story)
    #expect(former.lines.map(\.entry.kind) == [.covered, .debited, .reversed])
    #expect(story.world.vendors[Self.fonebay]?.credits == Money(paise: -200_000))
  }

  @Test(
    "in any walk the accounts come to the credits of every vendor and to all settled payouts",
    arguments: RandomWalkTests.seeds)
  func walks(seed: UInt64) {
    var accounts: [VendorName: VendorAccount] = [:]
    var last = World()
    RandomWalkTests.walk(seed) { step in
      var before = step.old
      for fact in step.facts {
        let event = Event(fact, by: step.actor.person, role: step.actor.role, at: step.now)
        if let before, let vendor = AccountEntry(event, on: before)?.vendor {
          accounts[vendor, default: VendorAccount(vendor: vendor)].record(event, on: before)
        }
        before = evolve(before, event, id: step.id)
      }
      last = step.after
    }
    let settled = last.disputes.values.map(\.settled).reduce(Money.zero, +)
    #expect(accounts.values.map(\.sums.covered).reduce(.zero, +) == settled)
    for (name, record) in last.vendors {
      let sums = accounts[name]?.sums ?? AccountSums()
      #expect(sums.returned - sums.debited == record.credits, "\(name)")
    }
    for account in accounts.values { #expect(account.lines.last?.balance == account.sums.owed) }
  }

  @Test("the walks move money of every kind")
  func walksMove() {
    var kinds: Set<AccountEntry.Kind> = []
    for seed in RandomWalkTests.seeds {
      RandomWalkTests.walk(seed) { step in
        var before = step.old
        for fact in step.facts {
          let event = Event(fact, by: step.actor.person, role: step.actor.role, at: step.now)
          if let before, let entry = AccountEntry(event, on: before) { kinds.insert(entry.kind) }
          before = evolve(before, event, id: step.id)
        }
      }
    }
    #expect(kinds == Set(AccountEntry.Kind.allCases))
  }
}
