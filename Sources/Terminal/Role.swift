/// What a piece of text means. A theme decides how it looks; screens never name a colour.
public enum Role: UInt8, CaseIterable, Sendable, Hashable {
  /// Ordinary text.
  case text
  /// Text of less weight: units, times past, explanations.
  case dim
  /// The heading of a part of a pane.
  case heading
  /// The title in a pane's border.
  case title
  /// What should be noticed without being good or bad.
  case accent
  /// The name of a key in a hint.
  case key
  /// The name of a value, before it.
  case label
  /// A value.
  case value
  /// An amount of money.
  case money
  /// Done, accepted, paid.
  case good
  /// Needs a second look, or time is short.
  case warning
  /// Refused, lapsed, at fault.
  case bad
  /// A remark of the program.
  case info
  /// Waits for somebody else.
  case waiting
  /// The border of a pane.
  case border
  /// The border of the pane that has the keys.
  case borderFocused
  /// The row under the cursor in the pane that has the keys.
  case selection
  /// The row under the cursor in a pane that does not have the keys.
  case cursorRow
  /// A field of a form.
  case field
  /// The field that is being typed in.
  case fieldFocused
  /// What stands in an empty field.
  case placeholder
  /// The bar at the top or the bottom.
  case bar
  /// The part of a bar that counts.
  case barStrong
  /// A link or a file that can be opened.
  case link
  /// What cannot be done now.
  case disabled
  /// Words of somebody else, quoted.
  case quote
  /// A small sign with a ground of its own.
  case badge
  /// The part of a text that a search found.
  case match
  /// A code for a camera: black on white, whatever the theme.
  case code
}
