/// A block that was set because the vendor did not respond (procedure, D1 and D2): temporary, and without a reason once the
/// vendor's late answer, its proof or the customer's word has come.
public struct SilenceBlock: Hashable, Sendable, Codable {
  /// The vendor.
  public var vendor: VendorName
  /// What the vendor did not do: D1 did not answer, D2 did not send proof.
  public var scenario: Scenario
  /// When the window began in which it did not.
  public var silentSince: Instant
  /// When the block was set.
  public var at: Instant
  /// When the silence ended; nil while it lasts.
  public var endedAt: Instant?

  /// The block of a vendor on a dispute as it is; nil where the vendor owes no response, so that it was set for another reason.
  init?(of vendor: VendorName, on dispute: Dispute, at moment: Instant) {
    if let claimed = dispute.claimed {
      guard claimed > dispute.paid, let since = dispute.secondWindowFrom,
        !dispute.proofs.contains(where: { $0.verdict == .waiting })
      else { return nil }
      (scenario, silentSince) = (.d2, since)
    } else {
      guard let first = dispute.vendorContacts.first else { return nil }
      (scenario, silentSince) = (.d1, first.at)
    }
    self.vendor = vendor
    at = moment
  }

  /// Whether the window had lapsed when it was set: an earlier block was a manager's for another reason.
  func wasForSilence(policy: Policy) -> Bool {
    ResponseWindow(from: silentSince, policy: policy).hasLapsed(at: at)
  }
}

extension Dispute {
  /// Notes when the silence that a block was set for ends, or that it lasts again after a correction.
  mutating func followSilence(at moment: Instant) {
    guard let block = silenceBlock else { return }
    guard hasEnded(block) else {
      silenceBlock?.endedAt = nil
      return
    }
    if block.endedAt == nil { silenceBlock?.endedAt = moment }
  }

  private func hasEnded(_ block: SilenceBlock) -> Bool {
    if order?.vendor != block.vendor || shortfall.isZero || finding?.kind == .nothingOwed {
      return true
    }
    guard let claimed else { return false }
    return block.scenario == .d1 || claimed <= paid
  }

  /// What a sign-off rests on: when one of these changes, it is asked for from then on.
  var figures: Figures {
    Figures(
      due: due, paid: paid, received: received, disputed: disputed,
      deduction: supportedDeduction, pickup: order?.pickup, finding: finding?.kind,
      isReviewed: isReviewed, acknowledged: acknowledged.count)
  }

  struct Figures: Equatable {
    var due: Money
    var paid: Money
    var received: Money
    var disputed: Money
    var deduction: Money
    var pickup: Pickup?
    var finding: FindingKind?
    var isReviewed: Bool
    var acknowledged: Int
  }

  /// The vendors that something on the dispute is about: its own, and former ones about which something was asked or done here.
  public var vendors: Set<VendorName> {
    var vendors = Set(escalations.compactMap(\.vendor))
    if let silenceBlock { vendors.insert(silenceBlock.vendor) }
    if let order { vendors.insert(order.vendor) }
    return vendors
  }
}
