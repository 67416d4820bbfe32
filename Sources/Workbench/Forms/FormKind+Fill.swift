extension FormKind {
  /// Lays the form out.
  func fill(_ sheet: inout FormSheet) {
    switch self {
    case .newTicket: TicketForm.fill(&sheet)
    case .pasteTicket: PasteTicketForm.fill(&sheet)
    case .amend: AmendForm.fill(&sheet)
    case .order: OrderForm.fill(&sheet)
    case .vendor: VendorForm.fill(&sheet)
    case .customer: CustomerForm.fill(&sheet)
    case .proof: ProofForm.fill(&sheet)
    case .acceptProof: VerdictForm.accept(&sheet)
    case .rejectProof: VerdictForm.reject(&sheet)
    case .support: SupportForm.fill(&sheet)
    case .payout: PayoutForm.ask(&sheet)
    case .approve: PayoutForm.approve(&sheet)
    case .signOff: PayoutForm.signOff(&sheet)
    case .decline: PayoutForm.decline(&sheet)
    case .settle: BankForm.settle(&sheet)
    case .fail, .reverse: BankForm.failed(&sheet)
    case .debit, .credit: CreditsForm.fill(&sheet)
    case .block, .suspend, .unblock, .flag, .keep: StandingForm.fill(&sheet)
    case .remark, .note, .giveBack, .reopen: WordsForm.fill(&sheet)
    case .escalate: EscalateForm.fill(&sheet)
    case .find: FindForm.fill(&sheet)
    case .assign: AssignForm.fill(&sheet)
    case .park: ParkForm.fill(&sheet)
    case .close: CloseForm.fill(&sheet)
    case .merge: MergeForm.fill(&sheet)
    case .applied: AppliedForm.fill(&sheet)
    case .saveComment: SaveCommentForm.fill(&sheet)
    case .assignAll: ManyForm.assignAll(&sheet)
    case .declineMarked, .returnMarked, .assignMarked, .contactMarked, .noteMarked, .remarkMarked,
      .escalateMarked, .parkMarked, .reopenMarked, .appliedMarked, .blockMarked, .suspendMarked,
      .unblockMarked, .flagMarked, .keepMarked:
      ManyForm.fill(&sheet)
    case .callAll: CallAllForm.fill(&sheet)
    case .reply: ReplyForm.fill(&sheet)
    }
  }
}
