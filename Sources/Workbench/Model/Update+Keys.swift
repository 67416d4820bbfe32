import Exchange
import Journal
import Procedure
import Terminal

/// What a key does.
extension Model {
  /// Whether keys have to wait for what is being done, so that they mean what the person meant.
  var isBlocked: Bool {
    isTakingNext || deferred != nil || awaitsPreview
      || (performing != nil && (!forms.isEmpty || overlay != nil))
  }

  /// Whether an action that is about a dispute can be asked for now, or has to wait for its facts.
  func isReady(_ action: Action) -> Bool {
    if pane.showsTimeline, action.id == .stepBack || action.id == .stepForward {
      return pane.history != nil && pane.look != nil
    }
    if action.id == .pager, focus != .screen, overlay == nil, pane.ticket != nil, !pane.isMissing {
      return pane.look != nil && pane.history != nil
    }
    guard asksForDispute(action) else { return true }
    if performing != nil { return false }
    return pane.ticket == nil ? queue.isLoaded : pane.look != nil || pane.isMissing
  }

  /// Whether an action asks for the facts of the dispute that is shown; on a screen about a vendor its name is there without.
  private func asksForDispute(_ action: Action) -> Bool {
    guard action.id == .vendorPage || action.id == .callSheet else { return action.needsDispute }
    return focus != .screen && !(focus == .list && queue.isOnHeader)
  }

  mutating func press(_ key: Key) {
    if case .mouse(let mouse) = key { return take(mouse) }
    if key == .control("c"), overlay == nil { return forgetWaiting() }
    if awaitsPreview, key == .escape || key == .control("c") {
      giveUpPreview()
      return forgetWaiting()
    }
    guard !isBlocked, typeahead.isEmpty else { return typeahead.append(key) }
    handle(key)
  }

  private mutating func forgetWaiting() {
    typeahead.removeAll()
    deferred = nil
    if forms.isEmpty {
      say(phrase("\(hint(.quit)) leaves."), .info)
    } else if !isBlocked {
      leaveForm()
    }
  }

  mutating func handle(_ key: Key) {
    if key == .escape, leavesTour() { return }
    passTourEnd()
    refused = notice?.refusal
    notice = nil
    let mode = mode
    switch mode {
    case .form: return pressInForm(key)
    case .choice: return pressInChoice(key)
    default: break
    }
    if Mode.everywhere.contains(mode) {
      if let view = ownView(on: key) { return show(view) }
      if case .paste(let text) = key { return takePaste(text) }
    }
    if let action = session.keys.action(on: key, in: mode) {
      run(action)
    } else if case .paste = key {
      say(phrase("Text is pasted into fields; \(hint(.pasteTicket)) makes a ticket of it."), .info)
    } else if key != .escape, Action.of(.help).modes.contains(mode) {
      let name = key.name(session.glyphs)
      say(phrase("“\(name)” does nothing here; \(hint(.help)) lists those that do."), .info)
    }
  }

  /// Does an action, or says why it cannot be done.
  mutating func run(_ action: Action) {
    if isLookedBack(action) { return }
    if action.id == .undo, takesBackSeveral() { return }
    if action.id == .again, focus == .list, !marks.isEmpty { return sayAgain() }
    if runOnMarks(action) { return }
    guard isReady(action) else {
      if live.link.isLost {
        return say(phrase("This cannot be read while the connection is lost."), .trouble)
      }
      deferred = action.id
      if action.id == .pager, let ticket = pane.ticket { send(.history(ticket)) }
      return
    }
    if asksForDispute(action), pane.ticket == nil || pane.look == nil {
      return say(phrase("There is no dispute here."), .refusal)
    }
    if let view = action.view { return showView(view) }
    if runInScreen(action.id) || runMove(action.id) || runProgram(action.id)
      || runOverlay(action.id) || runMarks(action.id)
    {
      return
    }
    if decidesElsewhere(action) { return }
    switch action.id {
    case .proceed: proceed()
    case .next: takeNext()
    case .acknowledge: acknowledge()
    case .links: showLinks()
    case .copyOrder: copyOrder()
    case .comment: showComment()
    case .messageVendor: openMessage()
    case .pager: showInPager()
    case .tour: beginTour()
    case .why: openWhy()
    case .lookAtProof: lookAtProof()
    case .vendorPage: openVendor()
    case .reports: openReports()
    case .groupByVendor: toggleGroups()
    case .callSheet: openCallSheet()
    case .undo: takeBack()
    case .again: sayAgain()
    case .unmask where pane.isUnmasked: pane.isUnmasked = false
    default:
      if let form = action.form {
        openForm(form, action)
      } else if let command = action.directCommand {
        perform(command, action)
      }
    }
  }

  private mutating func runMove(_ id: ActionID) -> Bool {
    let page =
      switch focus {
      case .list: visibleRows
      case .dispute: Layout(self).disputeInside.rows
      case .screen: screenInside.rows
      }
    switch id {
    case .down: move(by: 1)
    case .up: move(by: -1)
    case .pageDown: move(by: max(page - 1, 1))
    case .pageUp: move(by: -max(page - 1, 1))
    case .halfDown: move(by: max(page / 2, 1))
    case .halfUp: move(by: -max(page / 2, 1))
    case .top: focus == .list ? jumpInList(toEnd: false) : move(by: -10_000)
    case .bottom: focus == .list ? jumpInList(toEnd: true) : move(by: 10_000)
    case .open where openGroup(): break
    case .open, .lookAt: if let ticket = pane.ticket { openFromScreen(ticket) }
    case .back: goBack()
    case .switchPane: focus == .list ? (focus = pane.ticket == nil ? .list : .dispute) : goBack()
    case .stepBack: lookAtStep(by: -1)
    case .stepForward: lookAtStep(by: 1)
    case .timeline: toggleTimeline()
    case .zoom: turnZoom()
    case .evidenceDown: scrollEvidence(pages: 1)
    case .evidenceUp: scrollEvidence(pages: -1)
    default: return false
    }
    return true
  }

  private mutating func move(by step: Int) {
    switch focus {
    case .list: moveInList(by: step)
    case .dispute: scrollDispute(by: step)
    case .screen: moveInScreen(by: step)
    }
  }

  private mutating func goBack() {
    if focus == .screen { return leaveScreen() }
    if focus == .dispute, pane.past != nil {
      pane.past = nil
      pane.scroll = 0
      return say(phrase("This is how it is now."), .info)
    }
    guard screens.isEmpty else {
      pane.isUnmasked = false
      focus = .screen
      return fetchScreen()
    }
    focus = .list
    // What was looked at is closed; the next look is another one.
    pane.isUnmasked = false
    followCursor()
  }

  private mutating func runProgram(_ id: ActionID) -> Bool {
    switch id {
    case .redraw: send(.redraw)
    case .suspendProgram: send(.suspend)
    case .quit:
      isDone = true
      send(.quit)
    default: return false
    }
    return true
  }

  /// Does the next thing that the dispute asks for.
  private mutating func proceed() {
    if let primary { return run(.of(primary.action)) }
    guard let dispute = pane.look?.dispute else { return }
    switch dispute.state {
    case .closed: say(phrase("\(dispute.id) is closed, and nothing is outstanding elsewhere."))
    case .merged:
      say(
        dispute.mergedInto.map { phrase("\(dispute.id) is merged into \($0).") }
          ?? phrase("\(dispute.id) is merged into another."))
    default: say(phrase("Nothing is to be done here now: it waits for somebody else."))
    }
  }

  private mutating func takeNext() {
    guard !isCutOff() else { return }
    isTakingNext = true
    let decides = queue.view == .escalated
    send(
      .takeNext(
        decides ? .escalated : .needsMe, session.actor,
        except: focus == .dispute ? pane.ticket : nil, claims: !decides))
  }

  private mutating func acknowledge() {
    guard let open = pane.assessment?.disagreements.first(where: { !$0.isAcknowledged }) else {
      return say(Action.allAcknowledged)
    }
    perform(.acknowledge(open.disagreement), .of(.acknowledge))
  }

  private mutating func showLinks() {
    guard let dispute = pane.look?.dispute else { return }
    let ticket = address(session.desk.policy.ticketURL, dispute)
    let order = orderAddress(dispute)
    send(
      .plain(
        [
          .text("\(dispute.id)  "), .link(ticket, address: ticket),
          .text("\n\(dispute.ticket.order)  "), .link(order, address: order), .text("\n"),
        ], copying: ticket, what: phrase("The ticket's address")))
  }

  private mutating func copyOrder() {
    guard let dispute = pane.look?.dispute else { return }
    send(.copy(orderAddress(dispute), what: phrase("The order's address")))
  }

  private func orderAddress(_ dispute: Dispute) -> String {
    address(session.desk.policy.orderURL, dispute)
  }

  /// A template of the policy, filled; ids are escaped, so that an address stays one.
  private func address(_ template: String, _ dispute: Dispute) -> String {
    return template.replacing("{ticket}", with: dispute.id.text.percentEncoded)
      .replacing("{order}", with: dispute.ticket.order.text.percentEncoded)
  }
}

extension Action {
  /// The view that it shows.
  var view: QueueView? {
    switch id {
    case .viewNeedsMe: .needsMe
    case .viewMine: .mine
    case .viewWaiting: .waiting
    case .viewEscalated: .escalated
    case .viewNew: .new
    case .viewClosed: .closed
    case .viewAll: .all
    case .viewOutstanding: .outstanding
    default: nil
    }
  }

  /// The command that it is by itself, without anything to type.
  var directCommand: Command? {
    switch id {
    case .claim: .claim
    case .release: .release
    case .review: .review
    case .send: .send
    case .unmask: .show
    case .confirmComment: .applied(.comment)
    default: nil
    }
  }
}
