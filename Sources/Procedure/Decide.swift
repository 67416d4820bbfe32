/// What a command makes of a dispute, or why it is refused. Pure: the same values decide the same.
///
/// - Parameters:
///   - dispute: the dispute as it is; nil where there is none, as before `log`.
///   - id: the dispute's id.
///   - context: who acts, when, under which policy, and what is known of elsewhere (see `Needs`).
/// - Returns: the facts to record, in order, with everything that follows from them; may be empty where all holds already.
/// - Throws: the first refusal of the procedure's list. A refusal changes nothing.
public func decide(
  _ command: Command, on dispute: Dispute?, id: TicketID, in context: Context
) throws(Refusal) -> [Fact] {
  []
}
