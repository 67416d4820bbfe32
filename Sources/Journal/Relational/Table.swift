/// A table of what is read from the log, described once: both databases are made from it, and so is what writes into it.
struct Table: Sendable {
  /// What a column holds.
  enum Kind: Sendable {
    case integer, text, blob
  }

  /// A column.
  struct Column: Sendable {
    var name: String
    var kind: Kind
    var isOptional = false
    /// Whether it holds a customer's data, which a server masks for viewers.
    var isPersonal = false
    /// Whether it holds the number of the event that its row follows from.
    var isEventNumber = false
    /// Whether it follows from the key, and so is never another for the same.
    var isOfKey = false

    static func integer(_ name: String) -> Column { Column(name: name, kind: .integer) }
    static func text(_ name: String) -> Column { Column(name: name, kind: .text) }
    static func blob(_ name: String) -> Column { Column(name: name, kind: .blob) }

    /// The same, and may be null.
    var optional: Column {
      var column = self
      column.isOptional = true
      return column
    }

    /// The same, and the number of the event that its row follows from.
    var ofEvent: Column {
      var column = self
      column.isEventNumber = true
      return column
    }

    /// The same, and what it holds follows from the key.
    var ofKey: Column {
      var column = self
      column.isOfKey = true
      return column
    }

    /// The same, and a customer's data.
    var personal: Column {
      var column = self
      column.isPersonal = true
      return column
    }
  }

  /// An index, in the words that both databases understand.
  struct Index: Sendable {
    var name: String
    var columns: String
    var filter: String?
    var isUnique = false

    init(_ name: String, _ columns: String, where filter: String? = nil, isUnique: Bool = false) {
      self.name = name
      self.columns = columns
      self.filter = filter
      self.isUnique = isUnique
    }
  }

  /// Its name.
  var name: String
  /// Its columns, in the order in which rows are put into it.
  var columns: [Column]
  /// The columns that tell its rows apart.
  var key: [String]
  /// How it is looked up beside its key.
  var indexes: [Index] = []
  /// Whether it serves decisions alone, so that a viewer, who decides nothing, sees no row of it.
  var isForDecisions = false

  init(
    _ name: String, key: [String], _ columns: [Column], indexes: [Index] = [],
    isForDecisions: Bool = false
  ) {
    self.name = name
    self.key = key
    self.columns = columns
    self.indexes = indexes
    self.isForDecisions = isForDecisions
  }
}
