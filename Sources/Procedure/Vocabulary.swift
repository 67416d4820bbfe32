/// The kind of complaint (procedure, "Words": tag).
public enum Tag: String, Codable, CaseIterable, Sendable {
  case customerNotPaid, lessPaid

  /// As the ticketing platform writes it.
  public var shown: Phrase {
    switch self {
    case .customerNotPaid: Phrase("Customer Not Paid")
    case .lessPaid: Phrase("Less Paid")
    }
  }
}

/// What a person may do (procedure, "People").
public enum Role: String, Codable, CaseIterable, Sendable {
  case executive, opsManager, financeManager, viewer

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .executive: Phrase("executive")
    case .opsManager: Phrase("ops manager")
    case .financeManager: Phrase("finance manager")
    case .viewer: Phrase("viewer")
    }
  }

  /// Whether the role decides what is escalated.
  public var isManager: Bool { self == .opsManager || self == .financeManager }
}

/// Whether the vendor collected the phone.
public enum Pickup: String, Codable, CaseIterable, Sendable {
  case completed, pending, cancelled

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .completed: Phrase("completed")
    case .pending: Phrase("pending")
    case .cancelled: Phrase("cancelled")
    }
  }
}

/// Whom a contact was with.
public enum Party: String, Codable, CaseIterable, Sendable {
  case vendor, customer

  /// As screens name it.
  public var shown: Phrase { self == .vendor ? Phrase("vendor") : Phrase("customer") }
}

/// How somebody was contacted.
public enum Channel: String, Codable, CaseIterable, Sendable {
  case phone, whatsapp, email, sms, inPerson

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .phone: Phrase("phone")
    case .whatsapp: Phrase("WhatsApp")
    case .email: Phrase("e-mail")
    case .sms: Phrase("SMS")
    case .inPerson: Phrase("in person")
    }
  }
}

/// What came of a contact attempt. None of these is an answer: an answer is recorded by itself (procedure, "The window").
public enum Outcome: String, Codable, CaseIterable, Sendable {
  case noAnswer, busy, callback, delivered, answered

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .noAnswer: Phrase("no answer")
    case .busy: Phrase("busy")
    case .callback: Phrase("asked to call back")
    case .delivered: Phrase("delivered")
    case .answered: Phrase("answered")
    }
  }
}

/// The kind of a proof of payment (procedure, "Proofs and references").
public enum ProofKind: String, Codable, CaseIterable, Sendable {
  case wallet, upi, imps, neft, rtgs, statement, cash, screenshot

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .wallet: Phrase("wallet transaction")
    case .upi: Phrase("UPI")
    case .imps: Phrase("IMPS")
    case .neft: Phrase("NEFT")
    case .rtgs: Phrase("RTGS")
    case .statement: Phrase("bank statement")
    case .cash: Phrase("cash receipt")
    case .screenshot: Phrase("screenshot")
    }
  }
}

/// Where ticket and order do not agree (procedure, Step 2).
public enum Disagreement: String, Codable, CaseIterable, Sendable {
  case invoice, quoted, paymentMarked, customer, duplicateOrder

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .invoice: Phrase("quoted and invoice")
    case .quoted: Phrase("quoted on ticket and order")
    case .paymentMarked: Phrase("payment marked yes")
    case .customer: Phrase("another customer on the order")
    case .duplicateOrder: Phrase("another dispute of the order")
    }
  }
}

/// What a manager found (procedure, "Findings").
public enum FindingKind: String, Codable, CaseIterable, Sendable {
  case unpaid, validDeduction, nothingOwed

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .unpaid: Phrase("unpaid")
    case .validDeduction: Phrase("valid deduction")
    case .nothingOwed: Phrase("nothing owed")
    }
  }
}

/// The final status of a dispute (procedure, "Scenarios").
public enum FinalStatus: String, Codable, CaseIterable, Sendable {
  case resolvedPaid, resolvedValidDeduction, resolvedPaidByCashkr, resolvedNoPaymentDue
  case escalatedPendingManager
}

/// Whose decision is asked for.
public enum Addressee: String, Codable, CaseIterable, Sendable, Comparable {
  case opsManager, financeManager

  /// Ops before finance.
  public static func < (left: Addressee, right: Addressee) -> Bool {
    left == .opsManager && right == .financeManager
  }

  /// Whether someone in this role can decide: finance in place of ops, not the other way round.
  public func isOrYieldsTo(_ role: Role) -> Bool {
    role == .financeManager || (role == .opsManager && self == .opsManager)
  }

  /// As screens name it.
  public var shown: Phrase {
    self == .opsManager ? Phrase("ops manager") : Phrase("finance manager")
  }
}

/// What an escalation is about.
public enum Subject: String, Codable, CaseIterable, Sendable {
  case dispute, vendor
}

/// The gravest measure in force against a vendor.
public enum Standing: String, Codable, CaseIterable, Sendable {
  case active, flagged, blocked, suspended

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .active: Phrase("active")
    case .flagged: Phrase("flagged")
    case .blocked: Phrase("blocked")
    case .suspended: Phrase("suspended")
    }
  }
}

/// What is done elsewhere and confirmed here (procedure, "Outside the workbench").
public enum OutsideItem: String, Codable, CaseIterable, Sendable {
  case comment, credits, block, unblock

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .comment: Phrase("comment and status in the ticketing platform")
    case .credits: Phrase("vendor credits in the admin panel")
    case .block: Phrase("vendor blocked in the admin panel")
    case .unblock: Phrase("vendor released in the admin panel")
    }
  }
}

/// What speaks against a proof (procedure, "Proofs and references"); in the procedure's order, and after it what a statement
/// says.
public enum Warning: String, Codable, CaseIterable, Sendable {
  case malformedReference, referenceDate, beforePickup, future, amount, upiLimit, wrongPayee, reused
  case contradictsStatement

  /// One plain sentence.
  public var shown: Phrase {
    switch self {
    case .malformedReference: Phrase("the reference does not have its kind's layout")
    case .referenceDate: Phrase("the day in the reference is not the stated day")
    case .beforePickup: Phrase("paid before the pickup")
    case .future: Phrase("paid after it was recorded")
    case .amount: Phrase("the proofs add up to more than the vendor claims")
    case .upiLimit: Phrase("above the limit of one UPI payment")
    case .wrongPayee: Phrase("the payee is not where the customer is to be paid")
    case .reused: Phrase("seen in a proof on another order")
    case .contradictsStatement: Phrase("the vendor’s ledger shows something else")
    }
  }
}

/// What the facts lead to (procedure, "Scenarios").
public enum Scenario: String, Codable, CaseIterable, Sendable {
  case d0 = "D0"
  case d1 = "D1"
  case d2 = "D2"
  case d3 = "D3"
  case d4 = "D4"
  case d5 = "D5"
  case d6 = "D6"
  case d7 = "D7"

  /// The final status that it demands.
  public var status: FinalStatus {
    switch self {
    case .d0, .d1, .d2: .escalatedPendingManager
    case .d3: .resolvedPaid
    case .d4: .resolvedValidDeduction
    case .d5, .d6: .resolvedPaidByCashkr
    case .d7: .resolvedNoPaymentDue
    }
  }

  /// Its name in the procedure.
  public var shown: Phrase {
    switch self {
    case .d0: Phrase("pickup not completed")
    case .d1: Phrase("vendor unreachable")
    case .d2: Phrase("proof withheld")
    case .d3: Phrase("paid in full")
    case .d4: Phrase("valid deduction")
    case .d5: Phrase("vendor at fault")
    case .d6: Phrase("not paid")
    case .d7: Phrase("nothing owed")
    }
  }
}

/// The five steps of a dispute.
public enum Step: Int, Codable, CaseIterable, Sendable {
  case ticket = 1
  case order, vendor, action, close

  /// Its name.
  public var shown: Phrase {
    switch self {
    case .ticket: Phrase("Ticket")
    case .order: Phrase("Order")
    case .vendor: Phrase("Vendor")
    case .action: Phrase("Action")
    case .close: Phrase("Close")
    }
  }
}

/// A row of the gate (procedure, "The gate").
public enum GateRow: String, Codable, CaseIterable, Sendable {
  case g1 = "G1"
  case g2 = "G2"
  case g3 = "G3"
  case g4 = "G4"
  case g5 = "G5"
  case g6 = "G6"
  case g7 = "G7"
  case g8 = "G8"
}

/// Where a dispute stands in its life.
public enum DisputeState: String, Codable, CaseIterable, Sendable {
  case open, escalated, closed, merged

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .open: Phrase("open")
    case .escalated: Phrase("escalated")
    case .closed: Phrase("closed")
    case .merged: Phrase("merged")
    }
  }
}
