// What the core says is said in phrases, so whoever sees the core sees them.
@_exported import Phrases
