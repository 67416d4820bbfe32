import Glibc

/// A library that is loaded when it is used.
enum LoadedLibrary {
  /// The file that the loader finds for a name, whose own name has its version; nil where it finds none.
  static func file(_ name: String) -> String? {
    guard let library = dlopen(name, RTLD_LAZY | RTLD_LOCAL) else { return nil }
    defer { dlclose(library) }
    let maps = (try? GivenFile(name: "/proc/self/maps").bytes(limit: 1 << 20)) ?? []
    return String(decoding: maps, as: UTF8.self).split(separator: "\n").lazy
      .compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
      .first { $0.split(separator: "/").last?.hasPrefix(name) == true } ?? name
  }
}
