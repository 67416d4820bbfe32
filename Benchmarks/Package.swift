// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .unsafeFlags(["-warnings-as-errors"]),
]
let procedure = Target.Dependency.product(name: "Procedure", package: "paydesk")
let journal = Target.Dependency.product(name: "Journal", package: "paydesk")

// A package of its own, so that nobody builds it who only uses paydesk.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "paydesk", path: "..")],
  targets: [
    // Desks full of work, the same for the same size.
    .target(name: "SeededDesk", dependencies: [procedure, journal], swiftSettings: strict),
    // One person at a terminal, beside what this machine can do.
    .executableTarget(
      name: "Bench",
      dependencies: [
        "SeededDesk", procedure, journal, "CPseudoTerminal", "CSQLiteFloor", "ListFloor",
      ],
      swiftSettings: strict),
    .target(name: "CPseudoTerminal", linkerSettings: [.linkedLibrary("util")]),
    .target(name: "CSQLiteFloor", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "ListFloor", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    // A team on a server.
    .executableTarget(
      name: "TeamBench",
      dependencies: [
        "SeededDesk", procedure, journal,
        .product(name: "PostgresServer", package: "paydesk"),
      ],
      swiftSettings: strict),
  ]
)
