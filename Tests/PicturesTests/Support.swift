import Foundation

@testable import Pictures

/// The built program, and the pictures that `Scripts/make-proof-pictures` made.
enum Made {
  /// The program, which the tests start to decode, as the program starts itself.
  static let program: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let beside = bundle.map { path in
      (path.components(separatedBy: ".xctest")[0] as NSString).deletingLastPathComponent
        + "/paydesk"
    }
    if let beside, FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return folder.deletingLastPathComponent().deletingLastPathComponent().path
      + "/.build/debug/paydesk"
  }()

  private static var folder: URL { URL(filePath: #filePath).deletingLastPathComponent() }

  /// The bytes of a picture.
  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: "Pictures/\(name)")))
  }

  /// A picture as the program looks at it.
  static func picture(_ name: String) throws -> Picture {
    Picture(try bytes(name), program: program)
  }

  /// What is made of a picture, 60 by 30 cells at most.
  static func cells(_ name: String, _ request: PictureRequest = whole) throws -> PictureCells {
    try picture(name).cells(request, by: ChildProcess())
  }

  /// Whether `Scripts/sanitize` runs the tests.
  static let isSanitized = getenv("LSAN_OPTIONS") != nil

  static let whole = PictureRequest(columns: 60, rows: 30)

  /// A folder with a library in it that is compiled for one try; the loader finds it first.
  static func hostileLibrary(_ attempt: String) throws -> String {
    let place = NSTemporaryDirectory() + "paydesk-hostile-\(getpid())-\(attempt)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let source = folder.appending(path: "Hostile/decoder.c").path
    for compiler in ["clang", "cc", "gcc"] {
      let compiling = Process()
      compiling.executableURL = URL(filePath: "/usr/bin/env")
      compiling.arguments = [
        compiler, "-std=gnu11", "-O1", "-w", "-shared", "-fPIC", "-DTRY_\(attempt)", "-o",
        place + "/libpng16.so.16", source,
      ]
      try compiling.run()
      compiling.waitUntilExit()
      if compiling.terminationStatus == 0 { return place }
    }
    throw PictureTrouble.noProcess("no compiler of C makes \(source)")
  }

  /// A folder in which libraries are files that are none.
  static func withoutLibraries(_ names: [String]) throws -> String {
    let place = NSTemporaryDirectory() + "paydesk-without-\(getpid())-\(names.count)-\(names[0])"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for name in names { try Data().write(to: URL(filePath: place + "/" + name)) }
    return place
  }
}

extension PictureCells {
  /// The colours at a place, in hundredths of the picture.
  func colours(across x: Int, down y: Int) -> Set<UInt8> {
    let cell = cells[min(rows * y / 100, rows - 1) * columns + min(columns * x / 100, columns - 1)]
    return Set([cell.text, cell.ground].compactMap { $0 })
  }
}
