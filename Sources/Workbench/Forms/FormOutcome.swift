import Procedure

/// What came of a key in a form.
public enum FormOutcome: Equatable, Sendable {
  /// The form took the key; `changed` says whether a draft has to be kept.
  case handled(changed: Bool)
  /// The key means nothing here.
  case ignored
  /// The form is complete and is to be recorded: ask it for its submission.
  case submit
  /// The person leaves; the draft stays.
  case leave
  /// The form needs something from outside.
  case request(FormRequest)
}

/// What a form asks of the runtime.
public enum FormRequest: Equatable, Sendable {
  /// Paths that begin with a text, for `completed`.
  case completePath(String)
  /// Names of vendors that begin with a text, for `completed`.
  case completeVendor(String)
  /// The text of the field in the person's editor, for `replaceText`.
  case editor(String)
  /// The message to the vendor.
  case message
  /// What a reply of the vendor says, to be confirmed.
  case readReply(String)
  /// A look at a proof that is recorded; nil is the one that most likely is meant.
  case lookAtProof(ProofID?)
  /// A look at a file that is not recorded yet, named at a field.
  case lookAtFile(path: String, field: String)
  /// Another form, over this one.
  case open(FormKind)
}
