import Testing

@testable import Procedure

@Suite("Facts and the commands that record them")
struct FactCommandTests {
  @Test(
    "An accepted command records one fact that tells it, and after it what follows by itself",
    arguments: RandomWalkTests.seeds)
  func told(seed: UInt64) {
    RandomWalkTests.walk(seed) { step in
      guard let first = step.facts.first else { return }
      #expect(first.command?.kind == step.command.kind)
      for fact in step.facts.dropFirst() {
        #expect(fact.command == nil && Permission.consequences.contains(fact.name), "\(fact.name)")
      }
    }
  }

  @Test("The disputes that a decision looks at: the order's and the proofs' near, the vendor's far")
  func neighbours() {
    let story = given {
      ordered("CX-1", order: "ORD-1")
      logged("CX-2", order: "ORD-1")
      ordered("CX-3", order: "ORD-3")
      ordered("CX-4", order: "ORD-4", vendor: "QuickCell Thane")
      asha(proof("P1", reference: "W1"), on: "CX-1")
      asha(proof("P1", reference: "w 1"), on: "CX-4")
    }
    #expect(story.world.neighbours(of: "CX-1").near == ["CX-2", "CX-4"])
    #expect(story.world.neighbours(of: "CX-1").far == ["CX-3"])
    #expect(story.world.neighbours(of: "CX-9").near.isEmpty)
  }
}
