// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-warnings-as-errors"]),
]

let package = Package(
  name: "paydesk",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")
  ],
  targets: [
    .target(name: "Procedure", swiftSettings: strict),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CSignals"),
    .target(
      name: "Terminal",
      dependencies: ["CNcurses", "CSignals", "Yams"],
      swiftSettings: strict),
    .target(
      name: "Exchange",
      dependencies: ["Procedure", "Yams"],
      swiftSettings: strict),
    .testTarget(name: "ProcedureTests", dependencies: ["Procedure"], swiftSettings: strict),
    .executableTarget(
      name: "TerminalProbe",
      dependencies: ["Terminal"],
      path: "Tests/TerminalProbe",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Terminal", "TerminalProbe"],
      swiftSettings: strict),
    .testTarget(name: "ExchangeTests", dependencies: ["Exchange"], swiftSettings: strict),
  ]
)
