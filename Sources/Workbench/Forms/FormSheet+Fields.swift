import Procedure

/// The fields that a form puts on its sheet. Each gives what it holds, or nil where that is empty or cannot be.
extension FormSheet {
  /// What a person typed into a field, or nil.
  func typed(_ name: String) -> String? { form.typed[name]?.text }

  /// Puts a field on the sheet and gives its text without spaces around it; nil where that is empty.
  mutating func put(
    _ name: String, _ label: String, _ kind: FormField.Kind, suggestion: String = "",
    need: FormField.Need = .needed, expected: String, placeholder: String = "",
    isMasked: Bool = false
  ) -> String? {
    let typed = typed(name)
    var field = FormField(
      name: name, label: label, kind: kind, text: typed ?? suggestion, isTyped: typed != nil)
    let text = field.text.trimmed
    field.placeholder = placeholder
    field.isMasked = isMasked && typed == nil && !text.isEmpty
    field.isMissing = need != .optional && text.isEmpty
    if kind == .line || kind == .vendor, text.contains(where: \.isNewline) {
      let message = phrase("This is one line: leave the line breaks out.")
      field.mistake = message
      mistakes.append(FormMistake(field: name, message: message))
    }
    if need == .needed, text.isEmpty {
      mistakes.append(
        FormMistake(field: name, message: phrase("This is empty: \(expected) is expected.")))
    }
    lines.append(.field(field))
    return text.isEmpty ? nil : text
  }

  /// A line of text.
  mutating func text(
    _ name: String, _ label: String, suggestion: String = "", need: FormField.Need = .needed,
    expected: String = phrase("a text"), placeholder: String = "", kind: FormField.Kind = .line,
    isMasked: Bool = false
  ) -> String? {
    put(
      name, label, kind, suggestion: suggestion, need: need, expected: expected,
      placeholder: placeholder, isMasked: isMasked && context.isMasked)
  }

  /// Several lines of text.
  mutating func lines(
    _ name: String, _ label: String, suggestion: String = "", need: FormField.Need = .needed,
    expected: String = phrase("a text"), placeholder: String = ""
  ) -> String? {
    put(
      name, label, .lines, suggestion: suggestion, need: need, expected: expected,
      placeholder: placeholder)
  }

  /// An amount; what was understood stands beside it.
  mutating func money(
    _ name: String, _ label: String, suggestion: Money? = nil, need: FormField.Need = .needed,
    placeholder: String = ""
  ) -> Money? {
    let text = put(
      name, label, .money, suggestion: suggestion.map { String($0.shown.dropFirst()) } ?? "",
      need: need, expected: phrase("an amount, such as 8,000 or 1.2L"), placeholder: placeholder)
    guard let text else { return nil }
    if typed(name) == nil, let suggestion { return suggestion }
    guard let money = Money(typed: text) else {
      refuse(phrase("“\(text)” is no amount: type it as 8000, 8,000, ₹1,00,000 or 1.2L."))
      edit { $0.isMissing = need != .optional }
      return nil
    }
    understood("= " + money.shown)
    return money
  }

  /// A day and a time of day; what was understood stands beside it.
  mutating func time(
    _ name: String, _ label: String, suggestion: Instant? = nil, need: FormField.Need = .needed,
    tense: FormTime.Tense = .past, placeholder: String = ""
  ) -> Instant? {
    let clock = FormTime(now: context.context.now, offset: context.offset, tense: tense)
    let text = put(
      name, label, .time, suggestion: suggestion.map(clock.text) ?? "", need: need,
      expected: phrase("a time, such as 20 Nov 17:40, 17:40 or yesterday 14:00"),
      placeholder: placeholder)
    guard let text else { return nil }
    if let suggestion, typed(name) == nil || text == clock.text(suggestion) { return suggestion }
    guard let time = clock.read(text) else {
      refuse(
        tense == .future
          ? phrase(
            "“\(text)” is no time: type it as +2h, tomorrow 10:00, 24 Nov 9:00 or 2026-11-24 9:00.")
          : phrase(
            "“\(text)” is no time: type it as 20 Nov 17:40, 17:40 (today), yesterday 14:00 or 2026-11-20 17:40."
          ))
      edit { $0.isMissing = need != .optional }
      return nil
    }
    understood("= " + clock.shown(time))
    let now = context.context.now
    switch tense {
    case .past where time > now: remark(phrase("This time has not come yet."), .warning)
    case .future where time > now.adding(seconds: 60 * 86_400):
      remark(phrase("That is \((time.seconds - now.seconds) / 86_400) days away."), .warning)
    default: break
    }
    return time
  }

  /// One of several options, by its key.
  mutating func pick(
    _ name: String, _ label: String, _ options: [FormOption], suggestion: String? = nil,
    need: FormField.Need = .needed
  ) -> String? {
    let key = put(
      name, label, .choice(options), suggestion: suggestion ?? "", need: need,
      expected: phrase("a choice (space, or ← and →)"))
    guard let key, options.contains(where: { $0.key == key }) else {
      // A draft may name what is no option any more.
      if key != nil { edit { $0.text = suggestion ?? "" } }
      return suggestion
    }
    return key
  }

  /// One of several values.
  mutating func choice<Value: RawRepresentable<String>>(
    _ name: String, _ label: String, _ values: [Value], suggestion: Value? = nil,
    need: FormField.Need = .needed, shown: (Value) -> some Sayable
  ) -> Value? {
    pick(
      name, label, values.map { FormOption($0.rawValue, shown($0)) },
      suggestion: suggestion?.rawValue, need: need
    ).flatMap(Value.init)
  }

  /// Yes or no.
  mutating func yesNo(_ name: String, _ label: String, suggestion: Bool?) -> Bool? {
    pick(
      name, label, [FormOption("yes", Phrase("yes")), FormOption("no", Phrase("no"))],
      suggestion: suggestion.map { $0 ? "yes" : "no" }
    ).map { $0 == "yes" }
  }

  /// A payment's reference, decoded as it is typed.
  mutating func reference(
    _ name: String, _ label: String, need: FormField.Need = .needed
  ) -> String? {
    guard
      let text = put(
        name, label, .line, need: need, expected: phrase("a payment’s reference"),
        placeholder: phrase("12 digits (UPI, IMPS), or the bank’s UTR"))
    else { return nil }
    let kind = PaymentEvidence.kind(ofReference: text)
    if let read = PaymentEvidence.reading(of: text, kind: kind, now: context.context.now) {
      understood("= " + read)
    }
    return text
  }
}

extension String {
  /// Without spaces and line ends around it.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  /// With a capital letter at its beginning.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
