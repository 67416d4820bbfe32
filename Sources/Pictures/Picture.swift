import CPictures
import Glibc

/// The bytes of a file that may be a picture, and what is shown of it.
///
/// It is decoded in a process of its own, which is this program started again (`PD_PICTURE_CHILD`): that one has no file, no
/// socket, no environment and no memory but a bounded part, and is killed by the kernel for asking.
///
///     let cells = try Picture(bytes).cells(PictureRequest(columns: 60, rows: 30), by: child)
///
/// All of it blocks, for some 20 ms as a rule and 5 s at most.
public struct Picture: Sendable {
  /// The program that is started to decode; it begins with `Picture.answerAsChild`.
  public static let thisProgram = "/proc/self/exe"

  private let bytes: [UInt8]
  let program: String
  /// What the child knows of this person: where libraries are.
  var environment: [String] = variable("LD_LIBRARY_PATH").map { ["LD_LIBRARY_PATH=\($0)"] } ?? []

  /// A file's bytes.
  ///
  /// - Parameter program: the path of a `paydesk`, for those who are none.
  public init(_ bytes: [UInt8], program: String = Picture.thisProgram) {
    self.bytes = bytes
    self.program = program
  }

  /// Decodes in this process where it was started for that, and ends it; else does nothing. The first thing that a program
  /// does.
  public static func answerAsChild() {
    let code = pd_picture_main(CommandLine.argc, CommandLine.unsafeArgv)
    if code >= 0 { exit(code) }
  }

  /// A part of the picture in cells.
  public func cells(
    _ request: PictureRequest, by child: ChildProcess
  ) throws(PictureTrouble) -> PictureCells {
    try PictureAnswer.cells(in: answer(to: request.asked, by: child), to: request)
  }

  /// The picture in grey, as PGM, whatever kind it is of.
  func grey(by child: ChildProcess) throws(PictureTrouble) -> [UInt8] {
    try PictureAnswer.grey(in: answer(to: PictureRequest.grey, by: child))
  }

  private func answer(
    to asked: pd_picture_request, by child: ChildProcess
  ) throws(PictureTrouble) -> [UInt8] {
    guard bytes.count <= Int(PD_PICTURE_BYTES) else { throw .tooManyBytes }
    let file = try MemoryFile(bytes)
    return try child.run(
      program, ["paydesk", PD_PICTURE_CHILD] + asked.words, environment: environment,
      input: file.descriptor, limit: asked.answerSize, seconds: 5)
  }
}

/// Bytes that another process reads as a file, and that no folder has.
final class MemoryFile {
  let descriptor: Int32

  init(_ bytes: [UInt8]) throws(PictureTrouble) {
    descriptor = bytes.withUnsafeBufferPointer { pd_picture_memory($0.baseAddress, $0.count) }
    guard descriptor >= 0 else { throw .noProcess(reason(errno)) }
  }

  deinit { close(descriptor) }
}

/// A variable of the environment that is set to something.
func variable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
