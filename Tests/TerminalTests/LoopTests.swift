import Foundation
import Testing

@testable import Terminal

@Suite("The loop")
struct LoopTests {
  /// A loop that reads its keys from a pipe.
  private final class Bench {
    let input = Pipe()
    let keyboard: Keyboard
    let loop: EventLoop<Int>
    var seen: [String] = []
    var waits = 0

    init() throws {
      keyboard = Keyboard(descriptor: input.fileHandleForReading.fileDescriptor)
      loop = EventLoop(inbox: try Inbox())
    }

    func type(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

    func run(until last: String) {
      loop.run(keyboard: keyboard, screen: nil) { event in
        let name =
          switch event {
          case .key(let key): key.name
          case .message(let number): "message \(number)"
          case .timer: "timer"
          case .fileChanged: "file"
          case .terminate(let signal): "signal \(signal)"
          case .pasteCut, .resized: "other"
          }
        seen.append(name)
        return name == last ? .stop : .next
      } settled: {
        waits += 1
      }
    }
  }

  @Test("hands on keys, and a lone Escape after a moment")
  func keys() throws {
    let bench = try Bench()
    bench.type("ab\u{1B}[A\u{1B}")
    bench.run(until: "Esc")
    #expect(bench.seen == ["a", "b", "↑", "Esc"])
    #expect(bench.waits == 2)
  }

  @Test("takes all messages of all threads, each thread's in order")
  func messages() async throws {
    let bench = try Bench()
    let inbox = bench.loop.inbox
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<4 {
        group.addTask {
          for number in 0..<1_000 { inbox.post(thread * 1_000 + number) }
        }
      }
    }
    inbox.post(-1)
    bench.run(until: "message -1")
    #expect(bench.seen.count == 4_001)
    for thread in 0..<4 {
      let range = (thread * 1_000)..<((thread + 1) * 1_000)
      let mine = bench.seen.compactMap { Int($0.dropFirst(8)) }.filter(range.contains)
      #expect(mine == Array(range))
    }
  }

  @Test("wakes for its deadline once, and sleeps until then")
  func deadline() throws {
    let bench = try Bench()
    let start = ContinuousClock.now
    bench.loop.deadline = start + .milliseconds(80)
    bench.run(until: "timer")
    #expect(ContinuousClock.now - start >= .milliseconds(80))
    #expect(bench.seen == ["timer"])
    #expect(bench.waits <= 2)
    #expect(bench.loop.deadline == nil)
  }

  @Test("says when a watched descriptor can be read")
  func files() throws {
    let bench = try Bench()
    let watched = Pipe()
    bench.loop.watched = [watched.fileHandleForReading.fileDescriptor]
    watched.fileHandleForWriting.write(Data([1]))
    bench.run(until: "file")
    #expect(bench.seen == ["file"])
  }

  @Test("ends when the terminal is gone, with the keys that came before")
  func hangup() throws {
    let bench = try Bench()
    bench.type("x")
    try bench.input.fileHandleForWriting.close()
    bench.run(until: "signal 1")
    #expect(bench.seen == ["x", "signal 1"])
  }
}
