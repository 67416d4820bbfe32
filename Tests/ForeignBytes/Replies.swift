import Exchange
import Procedure

extension Check {
  /// Replies of vendors: no more comes out than went in, each value has the form of its field, and what is in doubt is no value.
  static func reply(_ bytes: [UInt8]) throws {
    let now = Instant(seconds: 1_795_424_520)
    let reply = VendorReply.read(bytes: bytes, now: now, offset: india)
    try hold(reply.bytesCut == max(0, bytes.count - VendorReply.limit), "the cut is miscounted")
    try hold(reply == VendorReply.read(bytes: bytes, now: now, offset: india), "read in two ways")
    let today = now.civil(offset: india).day
    if let amount = reply.amount {
      try hold(amount.value > .zero && amount.value < .limit, "\(amount.value) is no amount")
      try hold(reply.paid?.value != .no, "an amount of what was not paid")
    }
    if let reference = reply.reference?.value {
      try hold((6...64).contains(reference.count), "\(reference) is no reference")
      try hold(
        reference.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) },
        "\(reference) is more than letters and figures")
    }
    if let when = reply.paidAt?.value {
      try hold(when.day <= today, "\(when.day) has not been")
      try hold((0..<86_400).contains(when.second ?? 0), "no time of day")
    }
    if let reason = reply.reason?.value {
      try hold(!reason.isEmpty && reason.count <= 200, "a reason of \(reason.count) characters")
    }
    let pieces = [
      reply.paid?.from, reply.amount?.from, reply.reason?.from, reply.reason?.value,
      reply.reference?.from, reply.paidAt?.from,
    ].compactMap(\.self)
    for piece in pieces + reply.doubts.flatMap(\.readings) {
      try hold(piece.count <= 200, "a piece of \(piece.count) characters")
      try hold(
        !piece.unicodeScalars.contains { isUnsafe($0) || $0 == "\n" || $0 == "\t" },
        "a control comes through")
    }
    let filled: [VendorReply.Field: Bool] = [
      .paid: reply.paid != nil, .amount: reply.amount != nil, .reason: reply.reason != nil,
      .reference: reply.reference != nil, .paidAt: reply.paidAt != nil,
    ]
    try hold(
      Set(reply.doubts.map(\.field)).count == reply.doubts.count, "a field is in doubt twice")
    for doubt in reply.doubts {
      try hold(doubt.readings.count > 1, "\(doubt.field) is in doubt between nothing")
      try hold(filled[doubt.field] == false, "\(doubt.field) is certain and in doubt")
    }
  }
}
