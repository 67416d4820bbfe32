import CPictures
import Glibc

extension Picture {
  /// What `tesseract` takes for the text of the picture: a hint and no more, for it reads many a sign wrongly and `₹` never.
  ///
  /// It gets a grey copy that the shut-in child made, and never the file, and runs within limits of its own: 20 s of work, 25 s
  /// by the clock, 2 GiB, one thread, 64 KiB of text.
  public func text(by child: ChildProcess) throws(PictureTrouble) -> String {
    guard let reader = PictureLibraries.reader else { throw .noReader }
    let file = try MemoryFile(try grey(by: child))
    let variables = ["TESSDATA_PREFIX", "LD_LIBRARY_PATH"].compactMap { name in
      variable(name).map { "\(name)=\($0)" }
    }
    let text = try child.run(
      program,
      ["paydesk", PD_PICTURE_READER, reader, "stdin", "stdout", "-l", "eng", "--psm", "6"],
      environment: variables + ["OMP_THREAD_LIMIT=1", "LC_ALL=C"], input: file.descriptor,
      limit: 64 << 10, seconds: 25)
    return String(decoding: text, as: UTF8.self)
  }
}

/// Where programs are.
public enum ProgramPlace {
  /// The path of a program: its own, or the first of its name in `PATH` that may be run.
  public static func path(of name: String) -> String? {
    if name.hasPrefix("/") { return isProgram(name) ? name : nil }
    let folders = variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }
}
