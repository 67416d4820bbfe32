/// A change of a row that is read from the log. It is said in values, and not in SQL, so that a server that lets nobody write
/// its tables can take it along with the events that it follows from.
enum Change: Sendable, Hashable {
  /// Puts a row into a table, in the order of its columns, in the place of one with the same key.
  case put(String, [Value])
  /// Puts a row in the place of the one that stands, which is said too, so that only what differs need be written.
  case renew(String, from: [Value], to: [Value])
  /// Puts a row into a table unless there is one with the same key.
  case keep(String, [Value])
  /// Sets columns of the row with a key: the names, their values, and the key's values.
  case set(String, [String], [Value], key: [Value])
  /// Removes the rows whose first columns named have these values.
  case remove(String, where: [String], [Value])
  /// Adds to how many disputes stand in a part of the queue.
  case count(bucket: String, holder: String, Int64)
  /// Erases the personal texts of a stream.
  case erase(stream: String)
}
