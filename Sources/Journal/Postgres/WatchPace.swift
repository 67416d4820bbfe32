/// How often a watcher looks at a server, and how long it waits for it; all in seconds.
struct WatchPace: Sendable {
  /// Between two looks at a server that gives notices: nobody tells of a session that was killed, or of a server that is dead.
  var beat = 5.0
  /// Between two looks at one that gives none.
  var polling = 2.0
  /// How long a look, or connecting, may take before the server counts as out of reach.
  var bound = 10.0
  /// How long the first notice may take before none are counted on.
  var probe = 2.0
  /// Before it is tried again to reach a server for the first time; each time it is twice as long.
  var firstPause = 0.5
  /// The longest time between two attempts.
  var longestPause = 15.0
}
