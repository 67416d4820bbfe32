import Journal
import Procedure
import Terminal

/// Somebody who hears the screen or feels it, line by line: what they are told, and when.
///
/// The same model is drawn as for everybody else, in a frame wide enough that nothing is cut, with the signs that are read
/// (`Glyphs.read`); `FrameReading` makes lines of it. So what screens say is written once.
struct Listener: Sendable {
  /// Where one is: another place is told by its name, another line of it is not.
  struct Place: Equatable, Sendable {
    var mode: Mode
    var view: QueueView
    var found: String?
    var ticket: TicketID?
    var isTimeline: Bool
    var past: Int?
    var screens: Int
    var forms: Int
    var proof: Int?
    var tour: String?
  }

  /// How many notices there were: the same one once more is said once more.
  var said = 0
  /// Whether the last key led to another place.
  var isElsewhere = true
  /// Whether the tour asks for something else since the last key.
  var isNewInTour = false
  /// The moment of the last key. Times that pass are told with the next one, so that a screen at which nobody works is silent.
  var heardAt: Instant?

  /// A frame wide enough that what is drawn in it is hardly ever cut or broken, with as many rows as the screen.
  static func page(on window: Size) -> Size { Size(columns: 240, rows: max(window.rows, 8)) }

  mutating func move(from before: Place, to now: Place, _ message: Message) {
    if before != now {
      isElsewhere = true
      isNewInTour = now.tour != nil && before.tour != now.tour
    } else if case .key = message {
      isElsewhere = false
      isNewInTour = false
    }
  }
}

extension Model {
  /// Has the screen read from now on.
  mutating func hear(isASCII: Bool = false) {
    session.glyphs = .read
    session.isASCIITerminal = isASCII
    settle(window)
  }

  /// Where one is.
  var whereabouts: Listener.Place {
    Listener.Place(
      mode: mode, view: queue.view, found: queue.found?.title,
      ticket: focus == .dispute ? pane.ticket : nil, isTimeline: pane.showsTimeline,
      past: pane.past?.event.version, screens: screens.count, forms: forms.count,
      proof: shownProof, tour: tourWords)
  }

  private var shownProof: Int? {
    if case .proof(let screen) = overlay { screen.index } else { nil }
  }

  /// The frame for who reads it line by line.
  func listened() -> Frame {
    var model = self
    if let heardAt = listener.heardAt { model.session.now = heardAt }
    let frame = model.drawn()
    let reading = FrameReading(frame, voice: Model.voice)
    var read = reading.frame(
      size: window, saying: model.announcement(reading), number: listener.said,
      isASCII: session.isASCIITerminal)
    read.title = frame.title
    return read
  }

  /// What says signs and hints of the reading, in the language of the screens.
  private static let voice: FrameReading.Voice = { phrase($0) }

  /// Text as it is read to somebody.
  func spoken(_ text: String) -> String { FrameReading.spoken(text, voice: Model.voice) }

  /// What the last key came to, in one line: what the program has to say, and where one is now.
  private func announcement(_ reading: FrameReading) -> String {
    let asked =
      listener.isNewInTour ? [tour?.label, tourWords].compactMap(\.self).map(spoken) : []
    if let notice { return ([spoken(words(of: notice))] + asked).joined(separator: ". ") }
    if !asked.isEmpty { return asked.joined(separator: ". ") }
    var place =
      mode == .form
      ? spoken(forms.last?.form.announcement(formContext) ?? "") : reading.place ?? ""
    if mode == .dispute, pane.showsTimeline, pane.past == nil, let history = pane.history {
      place = phrase("Timeline, \(history.count) recorded, the latest first")
    }
    let isInEvidence = evidenceScroll.map { $0.ticket == queue.selected?.ticket } ?? false
    if mode == listMode, !queue.rows.isEmpty, !isInEvidence { place += ", \(listPosition)" }
    let title =
      mode == .form
      ? spoken(forms.last?.form.title ?? "") : reading.title ?? ""
    guard listener.isElsewhere, !title.isEmpty, title != place else { return place }
    return place.isEmpty ? title : "\(title). \(place)"
  }
}

extension Form {
  /// The field that has the keys, without what is typed in it, which is echoed as it is typed: its name, its place, what is
  /// wrong with it; of a choice what is chosen.
  func announcement(_ context: FormContext) -> String {
    let sheet = sheet(context)
    let wrong = mistake.map { phrase("No: \($0.message)") + " " } ?? ""
    guard let field = sheet.focused else { return wrong }
    let fields = sheet.fields
    let place = (fields.firstIndex { $0.name == field.name } ?? 0) + 1
    // A field of a group has its name from the first one that has one.
    let label =
      fields.prefix(place).last { !$0.label.trimmed.isEmpty }?.label.trimmed ?? field.name
    let isAsked = label.hasSuffix("?")
    var words = [
      "\(label)\(isAsked ? "" : ",") \(field.announcement)",
      phrase("field \(place) of \(fields.count)"),
    ]
    if !candidates.isEmpty {
      words.append(phrase("could be \(candidates.joined(separator: ", "))"))
    }
    words += field.remarks.map(\.text)
    return wrong + words.joined(separator: "; ")
  }
}

extension FormField {
  fileprivate var announcement: String {
    if let options = kind.options {
      guard let index = options.firstIndex(where: { $0.key == text }) else {
        let labels = options.map(\.label).joined(separator: ", ")
        return phrase("nothing chosen of \(labels)")
      }
      return phrase("\(options[index].label), \(index + 1) of \(options.count)")
    }
    if isTyped || text.isEmpty {
      return placeholder.isEmpty ? phrase("to type") : phrase("to type, \(placeholder)")
    }
    return phrase("suggested \(isMasked ? text.hidden : text)")
  }
}
