/// The signs that screens are drawn with, in one set for UTF-8 and one for ASCII.
///
/// Screens take their signs from here instead of writing them out, so that both sets stay complete.
public struct Glyphs: Hashable, Sendable {
  /// Whether only ASCII is used.
  public let isASCII: Bool
  /// Whether what is drawn is read from the top down, as lines (``FrameReading``): then there are no borders, bars or columns
  /// to look at.
  public var isRead = false
  /// `╭`
  public let topLeft: Unicode.Scalar
  /// `╮`
  public let topRight: Unicode.Scalar
  /// `╰`
  public let bottomLeft: Unicode.Scalar
  /// `╯`
  public let bottomRight: Unicode.Scalar
  /// `─`
  public let horizontal: Unicode.Scalar
  /// `│`
  public let vertical: Unicode.Scalar
  /// `├`
  public let leftTee: Unicode.Scalar
  /// `┤`
  public let rightTee: Unicode.Scalar
  /// `✓`, done.
  public let done: String
  /// `●`, where one is.
  public let now: String
  /// `○`, still to come.
  public let later: String
  /// `✗`, failed or refused.
  public let failed: String
  /// `!`, needs a look.
  public let alarm: String
  /// `⚑`, marked.
  public let flag: String
  /// `◂`, somebody is here.
  public let here: String
  /// `≠`, does not agree.
  public let unequal: String
  /// `→`, leads to.
  public let arrow: String
  /// `↑`
  public let up: String
  /// `↓`
  public let down: String
  /// `‹`, before a choice that can be changed.
  public let choiceLeft: String
  /// `›`, after a choice that can be changed.
  public let choiceRight: String
  /// `▌`, at the left of the selected row.
  public let selectedLeft: String
  /// `▐`, at the right of the selected row.
  public let selectedRight: String
  /// `·`, between parts of a line.
  public let dot: String
  /// `•`, before an entry of a list.
  public let bullet: String
  /// `…`, something was cut.
  public let ellipsis: String
  /// `–`, from and to.
  public let dash: String
  /// `−`, below zero.
  public let minus: String
  /// `₹`
  public let rupee: String
  /// `“`
  public let quoteOpen: String
  /// `”`
  public let quoteClose: String
  /// `·`, stands for a hidden character.
  public let mask: String
  /// `█`, the full part of a bar.
  public let barFull: String
  /// `░`, the empty part of a bar.
  public let barEmpty: String
  /// The cell that a bar ends in, from the smallest part of it to the whole: `▏▎▍▌▋▊▉█`.
  public let barParts: [String]
  /// The columns of a sparkline, from nothing to the whole: `▁▂▃▄▅▆▇█`.
  public let sparks: [String]

  /// For terminals with UTF-8. Each sign is one cell.
  public static let unicode = Glyphs(
    isASCII: false, topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
    horizontal: "─", vertical: "│", leftTee: "├", rightTee: "┤", done: "✓", now: "●",
    later: "○", failed: "✗", alarm: "!", flag: "⚑", here: "◂", unequal: "≠", arrow: "→", up: "↑",
    down: "↓", choiceLeft: "‹", choiceRight: "›", selectedLeft: "▌", selectedRight: "▐",
    dot: "·", bullet: "•", ellipsis: "…", dash: "–", minus: "−", rupee: "₹", quoteOpen: "“",
    quoteClose: "”", mask: "·", barFull: "█", barEmpty: "░",
    barParts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    sparks: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"])

  /// For frames that become lines which are read aloud or felt: nothing is drawn, and what is left of the signs has a word
  /// (``FrameReading/words``). Each sign is one cell.
  public static let read = Glyphs(
    isASCII: false, isRead: true, topLeft: " ", topRight: " ", bottomLeft: " ", bottomRight: " ",
    horizontal: " ", vertical: " ", leftTee: " ", rightTee: " ", done: "✓", now: "●", later: "○",
    failed: "✗", alarm: "⚠", flag: "⚑", here: "◂", unequal: "≠", arrow: "⟶", up: " ", down: " ",
    choiceLeft: "‹", choiceRight: "›", selectedLeft: " ", selectedRight: " ", dot: "·", bullet: "•",
    ellipsis: "…", dash: "–", minus: "−", rupee: "₹", quoteOpen: "“", quoteClose: "”", mask: "·",
    barFull: " ", barEmpty: " ", barParts: [" "], sparks: [" "])

  /// For terminals without UTF-8. Each sign is one cell, but the rupee, `Rs`.
  public static let ascii = Glyphs(
    isASCII: true, topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
    horizontal: "-", vertical: "|", leftTee: "+", rightTee: "+", done: "+", now: "*",
    later: "o", failed: "x", alarm: "!", flag: "F", here: "@", unequal: "#", arrow: ">", up: "^",
    down: "v", choiceLeft: "<", choiceRight: ">", selectedLeft: ">", selectedRight: "<",
    dot: "-", bullet: "*", ellipsis: "~", dash: "-", minus: "-", rupee: "Rs", quoteOpen: "\"",
    quoteClose: "\"", mask: "*", barFull: "#", barEmpty: ".",
    barParts: ["#"], sparks: ["_", ".", ":", "-", "=", "+", "*", "#"])
}
