import Procedure
import Terminal

extension Model {
  /// Takes in what happened, and gives what is to be done outside. Pure: no clock, no file, no journal.
  mutating func update(_ message: Message) -> [Effect] {
    let wasAt = whereabouts
    take(message)
    catchUp()
    followTour()
    if case .key = message { listener.heardAt = session.now }
    listener.move(from: wasAt, to: whereabouts, message)
    followAttention()
    defer { effects.removeAll() }
    return effects
  }

  private mutating func take(_ message: Message) {
    switch message {
    case .started: start()
    case .key(let key): press(key)
    case .pasteCut(let bytes):
      say(phrase("The paste was too long: its last \(bytes) bytes were dropped."), .trouble)
    case .resized(let size): resize(size)
    case .minute: passMinute()
    case .due: passDue()
    case .elapsed(.draft): saveDraft()
    case .elapsed(.link): tickWhileLost()
    case .elapsed(.attention): tellAttention()
    case .changed: readAnew()
    case .presenceChanged: askForPresence()
    case .presence(let presence): live.presence = presence
    case .link(let link): receive(link)
    case .changesSeen: break
    case .desk(let desk): receive(desk)
    case .counts(let counts, let upcoming):
      self.counts = counts
      self.upcoming = upcoming
    case .listened(let news, let told): receive(news, told)
    case .page(let page): receive(page)
    case .looked(let ticket, let look): receive(ticket, look)
    case .lookedAhead(let epoch, let looks): receive(looks, epoch: epoch)
    case .evidence(let evidence): self.evidence.merge(evidence) { $1 }
    case .history(let ticket, let history): receive(ticket, history: history)
    case .undoing(let number, let ticket, let look, let history):
      receive(undoing: number, ticket, look, history)
    case .vendor(let name, let limit, let page): receive(name, limit: limit, page)
    case .vendorNames(let number, let vendors): receiveVendors(number, vendors)
    case .asked(let vendor, let asked): receive(vendor, asked)
    case .report(let number, let report): receiveReport(number, report)
    case .reportFailed(let number, let sentence): receiveReport(number, trouble: sentence)
    case .known(let ticket, let known): receive(ticket, known)
    case .performed(let performed): receive(performed)
    case .rehearsing(let told): receive(told)
    case .performedEach(let each): receive(each)
    case .tookNext(let taken): receive(taken)
    case .sighted(let sighted): self.sighted = sighted
    case .found(let number, let found): receiveFound(number, found)
    case .queryVendors(let number, let vendors): receiveQueryVendors(number, vendors)
    case .tickets(let number, let view, let tickets): receiveTickets(number, of: view, tickets)
    case .named(let number, let named): receive(number, named)
    case .views(let views, let said): receive(views, said: said)
    case .macros(let macros, let trouble): receive(macros, trouble: trouble)
    case .keptMacro(let macro):
      macros.append(macro)
      say(phrase("Kept: :run \(macro.name) does it again, after a rehearsal."), .good)
    case .drafts(let drafts): receiveDrafts(drafts)
    case .drop(let files): drop = files
    case .proofLaid(let name, let path): showProof(name, at: path)
    case .pictured(let number, let result): receive(picture: number, result)
    case .pictureRead(let number, let result): receive(pictureText: number, result)
    case .openedOutside(let sentence): say(sentence, .good)
    case .codes(let number, let codes): receive(number, codes)
    case .completed(let candidates): editForm { $0.completed(candidates) }
    case .edited(let text):
      let context = formContext
      editForm { $0.replaceText(text, context) }
    case .copied(let what, let wasSent): reportCopy(what, wasSent)
    case .themed(let name): session.themeName = name
    case .pageFailed(let number, let sentence):
      if queue.fetching?.number == number { queue.fetching = nil }
      say(sentence, .trouble)
    case .trouble(let sentence):
      // What was waited for may never come now.
      deferred = nil
      typeahead.removeAll()
      giveUpPreview()
      say(sentence, .trouble)
    case .ending: saveDraft()
    }
  }

  private mutating func start() {
    send(.desk)
    fetch(.first)
    send(.counts(session.actor))
    send(.loadDrafts(session.actor.person))
    send(.loadViews)
    askForPresence()
    listen()
    offerTour()
  }

  /// Reads everything that is shown anew.
  mutating func readAnew() {
    send(.desk)
    refresh()
    renewEvidence()
    listen()
  }

  private mutating func resize(_ size: Size) {
    settle(size)
    settleAfterResize()
  }

  /// Fits everything into the room that there is now, and reads what is shown in it for the first time.
  mutating func settleAfterResize() {
    queue.scroll(visible: visibleRows)
    settleScreen()
    askForPicture()
    if Layout(self).around != nil, pane.history == nil, let ticket = pane.ticket {
      send(.history(ticket))
    }
    if queue.view == .escalated { fetchEvidence() }
  }

  /// What changes with the time alone: windows that lapse, parked ones that come back.
  private mutating func passMinute() {
    seeWhoSitsHere()
    passDue()
  }

  /// A window lapses or a parked dispute comes back at its very moment, and not only with the next minute.
  private mutating func passDue() {
    upcoming.next = nil
    assess()
    // All is read anyway once the store can be reached again.
    guard !live.link.isLost else { return }
    refresh(includingDispute: false)
    listen()
  }

  private mutating func receive(_ desk: Desk) {
    let isNew = desk.version != session.desk.version || session.desk.people.isEmpty
    let former = session.actor
    session.desk = desk
    seeWhoSitsHere()
    if isNew || session.actor != former { assess() }
  }

  /// A role may have been given, and a deputy's days begin and end with the time alone.
  private mutating func seeWhoSitsHere() {
    guard let actor = session.desk.actor(session.actor.person, at: session.now),
      actor != session.actor
    else { return }
    let former = session.actor.standsFor
    session.actor = actor
    guard actor.standsFor != former else { return }
    if let given = session.desk.deputyship(of: actor.person, at: session.now) {
      let until = Moments.day(given.until, offset: session.offset)
      say(
        phrase("You stand in for \(given.standsFor) now, as \(actor.role.shown), until \(until)."),
        .good)
    } else if let former {
      say(phrase("You do not stand in for \(former) any more: you are \(actor.role.shown) again."))
    }
  }

  /// Goes on with what waited, once it can.
  private mutating func catchUp() {
    if let waiting = deferred, isReady(.of(waiting)) {
      deferred = nil
      run(.of(waiting))
    }
    while !isBlocked, !typeahead.isEmpty {
      take(.key(typeahead.removeFirst()), fromTypeahead: true)
    }
  }

  private mutating func take(_ message: Message, fromTypeahead: Bool) {
    guard case .key(let key) = message else { return }
    if isBlocked { typeahead.insert(key, at: 0) } else { handle(key) }
  }

  private mutating func reportCopy(_ what: String, _ wasSent: Bool) {
    if wasSent {
      say(phrase("\(what) was sent to the clipboard; the terminal does not confirm it."), .good)
    } else {
      say(
        phrase(
          "The terminal takes no clipboard: mark the text with the mouse or write it to a file."),
        .trouble)
    }
  }
}
