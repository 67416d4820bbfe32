import CPictures

/// For those who look for faults in what decodes, and for nobody else: nothing is shut in.
extension Picture {
  /// What the child would answer, decoded in this process; pictures of more than a million pixels are refused.
  @_spi(Faults)
  public static func decodedHere(
    _ bytes: [UInt8], _ request: PictureRequest
  ) throws(PictureTrouble) -> PictureCells {
    try PictureAnswer.cells(in: answeredHere(bytes, request.asked), to: request)
  }

  /// The same of the grey copy: how many bytes its file has.
  @_spi(Faults)
  public static func greyHere(_ bytes: [UInt8]) throws(PictureTrouble) -> Int {
    try PictureAnswer.grey(in: answeredHere(bytes, PictureRequest.grey)).count
  }

  /// What is made of an answer; bytes that are too few are filled up, and the mark of an answer is put before them.
  @_spi(Faults)
  public static func taken(
    _ answer: [UInt8], _ request: PictureRequest
  ) throws(PictureTrouble) -> PictureCells {
    let size = request.asked.answerSize
    let mark = withUnsafeBytes(of: PD_PICTURE_MAGIC.littleEndian) { Array($0) }
    let padded = mark + answer + [UInt8](repeating: 0, count: size)
    return try PictureAnswer.cells(in: Array(padded.prefix(size)), to: request)
  }

  private static func answeredHere(
    _ bytes: [UInt8], _ asked: pd_picture_request
  ) throws(PictureTrouble) -> [UInt8] {
    guard !bytes.isEmpty else { throw .other }
    var answer = [UInt8](repeating: 0, count: asked.answerSize)
    let missing = bytes.withUnsafeBufferPointer { bytes -> UInt32 in
      guard let start = bytes.baseAddress else { return 0 }
      let missing = pd_picture_load(start, bytes.count, asked.what)
      if missing == 0 {
        withUnsafePointer(to: asked) {
          pd_picture_answer(start, bytes.count, $0, 1 << 20, &answer)
        }
      }
      return missing
    }
    if missing != 0 { throw .missing([]) }
    return answer
  }
}
