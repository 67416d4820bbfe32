// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-warnings-as-errors"]),
]

let package = Package(
  name: "paydesk",
  products: [
    .executable(name: "paydesk", targets: ["paydesk"]),
    // For the benchmarks and the fuzzers, which are packages of their own.
    .library(name: "Procedure", targets: ["Procedure"]),
    .library(name: "Journal", targets: ["Journal"]),
    .library(name: "PostgresServer", targets: ["PostgresServer"]),
    .library(name: "ForeignBytes", targets: ["ForeignBytes"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "Phrases", swiftSettings: strict),
    .target(name: "Procedure", dependencies: ["Phrases"], swiftSettings: strict),
    .target(
      name: "Journal",
      dependencies: [
        "Procedure", "CPostgres", "CSQLite",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Exchange", dependencies: ["Procedure", "Journal", "PlainYAML", "Yams"],
      swiftSettings: strict),
    .target(name: "PlainYAML", dependencies: ["Yams"], swiftSettings: strict),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CSignals"),
    .target(name: "CPostgres"),
    .target(name: "CSQLite"),
    .target(name: "CQRCode"),
    .target(
      name: "Terminal",
      dependencies: ["CNcurses", "CQRCode", "CSignals", "Phrases", "PlainYAML", "Yams"],
      swiftSettings: strict),
    .target(name: "CPhrases", exclude: ["hi.po"]),
    .target(name: "CPictures"),
    .target(name: "Pictures", dependencies: ["CPictures", "Phrases"], swiftSettings: strict),
    .target(
      name: "Workbench",
      dependencies: ["Procedure", "Journal", "Exchange", "Terminal", "Pictures", "CPhrases"],
      swiftSettings: strict),
    .executableTarget(
      name: "paydesk",
      dependencies: [
        "Procedure", "Journal", "Exchange", "Terminal", "Pictures", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
    .executableTarget(
      name: "AtWork", dependencies: ["Journal", "Procedure"], path: "Tests/AtWork",
      swiftSettings: strict),
    .target(name: "TmuxDriver", path: "Tests/TmuxDriver", swiftSettings: strict),
    .target(name: "PostgresServer", path: "Tests/PostgresServer", swiftSettings: strict),
    .target(
      name: "ForeignBytes",
      dependencies: ["Procedure", "Journal", "Exchange", "Terminal", "Pictures"],
      path: "Tests/ForeignBytes", swiftSettings: strict),
    .testTarget(name: "ForeignBytesTests", dependencies: ["ForeignBytes"], swiftSettings: strict),
    .testTarget(name: "ProcedureTests", dependencies: ["Procedure"], swiftSettings: strict),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "PostgresServer"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(name: "ExchangeTests", dependencies: ["Exchange"], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TerminalProbe", "TmuxDriver"],
      swiftSettings: strict),
    .testTarget(
      name: "PicturesTests", dependencies: ["Pictures", "paydesk"],
      exclude: ["Pictures", "Hostile"], swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests", dependencies: ["Workbench"], exclude: ["FormFrames", "Frames"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEnd",
      dependencies: [
        "paydesk", "AtWork", "Procedure", "Journal", "TmuxDriver", "PostgresServer",
      ],
      exclude: ["Faults/Preload"], swiftSettings: strict),
  ]
)
