import ForeignBytes
import Glibc

/// The check that `PAYDESK_FUZZER` names.
private let check: Check = {
  let name = getenv("PAYDESK_FUZZER").map { String(cString: $0) } ?? ""
  guard let check = Check.named(name) else {
    let names = Check.all.map(\.name).joined(separator: ", ")
    fatalError("PAYDESK_FUZZER is “\(name)”: say one of \(names)")
  }
  return check
}()

/// What libFuzzer calls with each input that it makes.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  do {
    try check.run(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("\(check.name): \(error)")
  }
  return 0
}
