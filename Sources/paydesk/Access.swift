import Journal
import Procedure

/// An open store, and who works in it here.
struct Access {
  var journal: any Store
  var actor: Actor

  /// The policy that counts.
  var policy: Policy { get throws { try journal.desk().policy } }

  /// What time it is by the store's clock, which decides, whatever this machine's shows.
  var now: Instant { journal.now() }
}

extension DeskOptions {
  /// Opens the store for a person whom it knows.
  func open() throws -> Access { try access(to: try opened()) }

  /// Opens the store for whoever may keep it: a manager, or a server's owner, who is no person of the desk.
  func keeper() throws -> any Store {
    let store = try opened()
    try admitKeeper(of: store)
    return store
  }

  /// Refuses whoever may not keep a store.
  func admitKeeper(of store: any Store) throws {
    if !store.isOwner { try Desk.admitKeeping(by: try actor(in: store)) }
  }

  /// Opens the store, whoever asks.
  func opened() throws -> any Store { try openStore(at: try choice.address) }

  /// Opens what reports are read from, for a person whom it knows: a replica where there is one.
  func open(_ replica: ReplicaOption) throws -> Access {
    let choice = try choice
    guard let replica = try replica.choice(for: choice) else {
      return try access(to: try openStore(at: choice.address))
    }
    return try access(to: try openStore(at: replica.address, isRead: true))
  }

  private func access(to store: any Store) throws -> Access {
    Access(journal: store, actor: try actor(in: store))
  }

  /// Who this is in a store: the person whom it knows at the keyboard, or in the sample whoever was asked for.
  func actor(in journal: any Store) throws -> Actor {
    let desk = try journal.desk()
    let known = try journal.login()
    // A server records everything as whom it has let in, in a sample too.
    var isOpen = journal.isSample
    if case .person = known { isOpen = false }
    if !isOpen, let person, let actor = desk.actor(known, at: journal.now()) {
      return try DeskOptions.admit(actor, as: Person(person))
    }
    if isOpen, let requested = requestedPerson {
      if let actor = desk.actor(requested, at: journal.now()) { return actor }
      let names = desk.people.keys.map(\.text).sorted().joined(separator: ", ")
      throw CommandFailure(.usage, "nobody in the sample is called \(requested): it has \(names).")
    }
    if let actor = desk.actor(known, at: journal.now()) { return actor }
    guard !journal.isOwner || desk.people.isEmpty else {
      throw CommandFailure(
        .noPermission,
        "you look after this server and are nobody of its desk: you can say `verify`, `backup`, `rebuild` and `store`; the rest is for those in it, each by their own login."
      )
    }
    let (login, beginning) =
      switch known {
      case .uid: (Login.current.name, "`paydesk init` makes you its ops manager")
      case .person(let person):
        (person.text, "`paydesk store create --first LOGIN` names its first ops manager")
      }
    let managers = desk.people.filter(\.value.role.isManager).map(\.key.text).sorted()
    guard !managers.isEmpty else {
      throw CommandFailure(
        .noPermission, "nobody works at this desk yet: \(beginning).")
    }
    throw CommandFailure(
      .noPermission,
      "\(login) does not work at this desk, so nothing is shown: \(managers.joined(separator: " or ")) can say `paydesk people add \(login) --role executive`."
    )
  }

  /// Somebody who says whom they act as: oneself, or the manager whom they stand in for.
  private static func admit(_ actor: Actor, as said: Person) throws -> Actor {
    guard actor.person != said, actor.standsFor != said else { return actor }
    let standing = actor.standsFor.map { "stand in for \($0)" } ?? "stand in for nobody now"
    throw CommandFailure(
      .noPermission,
      "--as \(said): you are \(actor.person) and \(standing). Everybody acts as their own login or for the manager whom they stand in for; as anybody in the sample’s own file alone."
    )
  }
}
