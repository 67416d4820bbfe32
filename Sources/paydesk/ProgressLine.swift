import Exchange
import Glibc
import Journal

/// One line on standard error that says how far an import or another long walk is, where that is a terminal.
final class ProgressLine {
  private let isShown: Bool
  private var sizes: [String: Int] = [:]
  private var hasShown = false

  init(json: Bool) { isShown = !json && Output.isTerminal(STDERR_FILENO) }

  func show(_ progress: Importer.Progress) {
    guard isShown else { return }
    var text = "\(progress.file): \(progress.rows) rows"
    let size = sizes[progress.file] ?? GivenFile(name: progress.file).size ?? 0
    sizes[progress.file] = size
    if size > 0 { text += ", \(min(100, progress.bytes * 100 / size)) %" }
    show(text)
  }

  func show(_ headway: Headway) { show(headway.description) }

  /// Shows a text in the place of the one before.
  func show(_ text: String) {
    guard isShown else { return }
    hasShown = true
    Output.write("\r\u{1B}[K" + Output.inert(text), to: STDERR_FILENO)
  }

  /// Takes the line away.
  func clear() {
    if hasShown { Output.write("\r\u{1B}[K", to: STDERR_FILENO) }
    hasShown = false
  }
}
