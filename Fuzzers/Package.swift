// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody builds it who only uses paydesk; `Scripts/fuzz` builds and runs it.
let package = Package(
  name: "fuzzers",
  dependencies: [.package(name: "paydesk", path: "..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [.product(name: "ForeignBytes", package: "paydesk")],
      // libFuzzer brings the program's beginning.
      swiftSettings: [
        .swiftLanguageMode(.v6), .unsafeFlags(["-warnings-as-errors", "-parse-as-library"]),
      ])
  ]
)
