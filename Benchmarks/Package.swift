// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody builds it who only uses paydesk.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "paydesk", path: "..")],
  targets: [
    .executableTarget(
      name: "TeamBench",
      dependencies: [
        .product(name: "Procedure", package: "paydesk"),
        .product(name: "Journal", package: "paydesk"),
        .product(name: "PostgresServer", package: "paydesk"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-warnings-as-errors"])])
  ]
)
