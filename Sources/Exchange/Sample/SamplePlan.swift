import Procedure

/// The outline of one dispute of the sample; amounts are whole rupees, times minutes.
struct SamplePlan {
  /// A name by which another plan means this one.
  var key = ""
  /// How long ago the ticket was logged.
  var age: Int
  var quoted: Int64
  /// What the customer says has come; nil on Customer Not Paid.
  var received: Int64?
  var vendor: String
  var pickup = Pickup.completed
  /// How long before the ticket the phone was collected.
  var pickedUpBefore = 1_500
  /// The invoice, where it is not the quoted price.
  var invoice: Int64?
  var isMarkedPaid = false
  /// The quoted price and the customer's name in the panel, where they are others.
  var listedQuoted: Int64?
  var listedCustomer: String?
  var note: (text: String, rupees: Int64)?
  /// The plan whose order and customer this one shares.
  var sameOrderAs: String?
  /// What people said, from when the ticket has arrived.
  var story: (inout SampleStory) -> Void

  init(
    _ key: String = "", age: Int, quoted: Int64, received: Int64? = nil, vendor: String,
    with change: (inout SamplePlan) -> Void = { _ in },
    story: @escaping (inout SampleStory) -> Void
  ) {
    self.key = key
    self.age = age
    self.quoted = quoted
    self.received = received
    self.vendor = vendor
    self.story = story
    change(&self)
  }
}

extension SampleStory {
  /// Every story of the sample, the oldest ticket first, which has the lowest id.
  static func all(me: Actor, now: Instant) -> [SampleStory] {
    let plans =
      (SamplePlan.begun(me) + SamplePlan.asked(me) + SamplePlan.acted(me) + SamplePlan.ended(me))
      .enumerated().sorted { ($1.element.age, $0.offset) < ($0.element.age, $1.offset) }
      .map(\.element)
    let ids = plans.indices.map { TicketID("CX-\(10_401 + $0)") }
    let keys = Dictionary(
      zip(plans.map(\.key), ids).filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first })
    return plans.enumerated().map { place, plan in
      let shared = plan.sameOrderAs.flatMap { key in plans.firstIndex { $0.key == key } } ?? place
      var story = SampleStory(
        plan: plan, place: place, order: OrderID("ORD-\(88_213 + shared * 17)"), customer: shared,
        others: keys, id: ids[place], now: now)
      story.wait(2)
      story.say(SampleCast.asha, .log(story.ticket))
      plan.story(&story)
      return story
    }
  }
}
