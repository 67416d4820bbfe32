/// The languages of the workbench and of messages to vendors, by their codes of ISO 639.
public enum Language: String, CaseIterable, Sendable {
  /// English.
  case english = "en"
  /// Hindi.
  case hindi = "hi"
}
