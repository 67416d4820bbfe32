import Foundation

/// What was measured on.
struct Machine: Codable {
  var processor: String
  var cores: Int
  var memory: String
  var kernel: String
  var fileSystem: String
  var versions: [String]
  /// The load before, as the kernel counts it over a minute.
  var load: String

  /// - Parameter folder: where the desks are.
  init(folder: String) {
    func after(_ name: String, in file: String) -> String? {
      contents(file)?.split(separator: "\n").first { $0.hasPrefix(name) }?
        .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    processor = after("model name", in: "/proc/cpuinfo") ?? "unknown processor"
    cores = ProcessInfo.processInfo.activeProcessorCount
    let kibibytes =
      after("MemTotal", in: "/proc/meminfo").flatMap { Int($0.filter(\.isNumber)) } ?? 0
    memory = "\((kibibytes + 1 << 19) >> 20) GiB"
    kernel =
      contents("/proc/sys/kernel/osrelease")?.trimmingCharacters(in: .whitespacesAndNewlines)
      ?? "?"
    fileSystem = Programs.version(["stat", "-f", "-c", "%T", folder])
    versions = [
      Programs.version(["swift", "--version"]),
      "SQLite " + (Programs.version(["sqlite3", "--version"]).split(separator: " ").first ?? "?"),
      Programs.version(["infocmp", "-V"]),
    ]
    load = contents("/proc/loadavg")?.split(separator: " ").first.map(String.init) ?? "?"
  }

  var sentence: String {
    "\(processor), \(cores) cores, \(memory), Linux \(kernel), \(fileSystem); "
      + versions.joined(separator: ", ") + "; load before \(load)."
  }
}
