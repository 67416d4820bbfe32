import Foundation
import Testing

/// Pictures of proofs on the built program's own screen.
@Suite("Looking at a proof, on a real terminal")
struct JourneyProofTests {
  private static var tests: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  }

  private static func picture(_ name: String) -> String {
    tests.appending(path: "PicturesTests/Pictures/\(name)").path
  }

  /// A desk on which CX-10437 has a proof with a picture.
  private func desk(_ name: String = "receipt.png") throws -> JourneyDesk {
    let desk = try JourneyDesk.sample()
    let outcome = try desk.shell.run(
      "proof", "add", "CX-10437", JourneyProofTests.picture(name), "--db", desk.sampleDatabase,
      "--as", "asha", "--amount", "7000", "--paid-at", "2026-11-21 14:32", "--reference",
      "632514345678", "--kind", "upi")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return desk
  }

  @Test("the picture is drawn in its colours beside the facts, and what differs is named")
  func drawn() throws {
    let desk = try desk()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10437")
    try asha.press("F6", until: "540 × 1080, whole")
    let screen = try asha.wait(for: "proof P1 · receipt.png")
    #expect(screen.contains("₹3,000 below what is due"), "\(screen)")
    #expect(screen.contains("632514345678"))
    #expect(try asha.colours().contains { $0.contains("48;5;231") }, "white ground")
    try asha.press("+", until: "2 times")
    try asha.press("+", until: "4 times")
    asha.resize(80, 24)
    try asha.wait(for: "4 times")
    try asha.press("0", until: "whole")
    try leave(asha)
  }

  /// Back to the pane: Esc alone, for with a key behind it in no time it is another key.
  private func leave(_ terminal: JourneyTerminal) throws {
    terminal.press("Escape")
    try terminal.screen("the pane") { !$0.contains("─ CX-10437 · proof") && $0.contains("Step ") }
  }

  @Test(
    "no more is sent than the terminal shows: no colours with few, ASCII without UTF-8",
    arguments: [("xterm", "C.UTF-8"), ("screen", "C.UTF-8"), ("xterm", "en_US.ISO-8859-1")])
  func plain(terminal: String, language: String) throws {
    let desk = try desk()
    let isPlain = language != "C.UTF-8"
    let asha = try desk.open(
      "sample --open --as asha",
      environment: ["TERM": terminal, "LANG": language, "LC_ALL": language])
    asha.press("/")
    try asha.wait(for: "─ Search".ascii(isPlain))
    asha.type("CX-10437")
    try asha.wait(for: isPlain ? ">CX-10437" : "▌CX-10437")
    asha.press("Enter")
    try asha.wait(for: "─ CX-10437 ".ascii(isPlain))
    let screen = try asha.press("F6", until: "540 ")
    let colours = try asha.colours().flatMap { $0.matches(of: /8;5;([0-9]+)/).map(\.output.1) }
    #expect(colours.allSatisfy { (Int($0) ?? 255) < 16 }, "\(colours)")
    if isPlain { #expect(screen.utf8.allSatisfy { $0 < 0x80 }, "\(screen)") }
  }

  @Test("a library that is missing is named with its package, and the facts are there all the same")
  func missing() throws {
    let desk = try desk()
    try FileManager.default.createDirectory(
      atPath: desk.home + "/lib", withIntermediateDirectories: true)
    try desk.shell.write("lib/libchafa.so.0", "")
    let asha = try desk.open(
      "sample --open --as asha", environment: ["LD_LIBRARY_PATH": desk.home + "/lib"])
    try asha.show("CX-10437")
    let screen = try asha.press("F6", until: "apt install libchafa0")
    #expect(screen.contains("632514345678") && screen.contains("₹7,000.00"), "\(screen)")
  }

  @Test(
    "a copy is handed to the person's program, by its words and no shell, and goes with the desk")
  func outside() throws {
    let desk = try desk()
    try desk.shell.write(
      "open.sh",
      "printf '%s\\n' \"$#\" \"$@\" > \(desk.home)/opened.words; cp \"$2\" \(desk.home)/copy; mv \(desk.home)/copy \(desk.home)/opened\n"
    )
    let path: String
    do {
      let asha = try desk.open(
        "sample --open --as asha",
        environment: ["PAYDESK_OPEN": "/bin/sh \(desk.home)/open.sh --quiet"])
      try asha.show("CX-10437")
      try asha.press("F6", until: "540 × 1080")
      try asha.press("o", until: "A copy of receipt.png was handed to /bin/sh.")
      let words = try desk.shell.text(of: "opened.words").split(separator: "\n").map(String.init)
      #expect(words.count == 3 && words[0] == "2" && words[1] == "--quiet")
      path = words[2]
      #expect(path.hasPrefix(desk.home + "/paydesk-") && path.hasSuffix(".png"), "\(path)")
      let original = FileManager.default.contents(atPath: JourneyProofTests.picture("receipt.png"))
      #expect(FileManager.default.contents(atPath: desk.home + "/opened") == original)
      let file = try FileManager.default.attributesOfItem(atPath: path)
      #expect(file[.posixPermissions] as? Int == 0o600)
      let folder = try FileManager.default.attributesOfItem(
        atPath: (path as NSString).deletingLastPathComponent)
      #expect(folder[.posixPermissions] as? Int == 0o700)
      try leave(asha)
      try asha.press("q", until: "code 0")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("a program that is not there, or fails, is told of")
  func noProgram() throws {
    let desk = try desk()
    for (program, sentence) in [
      ("/nowhere/feh", "/nowhere/feh is not here"), ("/bin/false", "/bin/false could not open it"),
    ] {
      let asha = try desk.open(
        "sample --open --as asha", environment: ["PAYDESK_OPEN": program])
      try asha.show("CX-10437")
      try asha.press("F6", until: "540 × 1080")
      try asha.press("o", until: sentence)
    }
  }

  @Test("keys are not kept waiting by a decoder that never ends, and leaving kills it")
  func waiting() throws {
    let desk = try desk()
    let asha = try desk.open(
      "sample --open --as asha",
      environment: ["LD_LIBRARY_PATH": try hostileLibrary("wait", in: desk.home)])
    try asha.show("CX-10437")
    try asha.press("F6", until: "The picture is being drawn…")
    try asha.screen("the child") { _ in (try? asha.children().count) == 1 }
    try leave(asha)
    try asha.screen("no child") { _ in (try? asha.children().count) == 0 }
    try asha.press("F6", until: "took longer than it may")
  }

  @Test("a decoder that was taken over is stopped, which is said")
  func hostile() throws {
    let desk = try desk()
    let asha = try desk.open(
      "sample --open --as asha",
      environment: ["LD_LIBRARY_PATH": try hostileLibrary("open", in: desk.home)])
    try asha.show("CX-10437")
    try asha.press("F6", until: "What decodes it was stopped")
  }

  @Test(
    "in a form, what was read from the picture is put into its fields by a key",
    .enabled(if: access("/usr/bin/tesseract", X_OK) == 0))
  func taken() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10437")
    try asha.openForm("p", "Add a proof")
    asha.type(JourneyProofTests.picture("receipt.png"))
    try asha.press("Enter", until: "Reference on it")
    try asha.press("F6", until: "not recorded · receipt.png")
    try asha.screen("what was read", seconds: 60) {
      $0.contains("632514345678") && $0.contains("8,000")
    }
    try asha.press("r", until: "The reference is 632514345678 now")
    try asha.press("a", until: "The amount is ")
    try asha.press("Escape", until: "─ Add a proof ─")
    let form = try asha.wait(for: "632514345678")
    #expect(form.contains("8000.00"), "\(form)")
  }

  private func hostileLibrary(_ attempt: String, in home: String) throws -> String {
    let place = home + "/hostile-\(attempt)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let source = JourneyProofTests.tests.appending(path: "PicturesTests/Hostile/decoder.c").path
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
    throw JourneyDesk.Trouble(description: "no compiler of C makes \(source)")
  }
}

extension String {
  /// The text with the lines of ASCII.
  fileprivate func ascii(_ isPlain: Bool) -> String {
    isPlain ? replacing("─", with: "-") : self
  }
}
