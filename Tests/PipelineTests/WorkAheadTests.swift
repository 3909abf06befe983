import Synchronization
import Testing

@testable import Pipeline

@Suite struct WorkAheadTests {
    @Test("values come in order on any number of threads", arguments: [1, 2, 5])
    func order(threads: Int) {
        let work = WorkAhead(count: 200, threads: threads) { $0 * $0 }
        #expect((0..<200).map { _ in work.next() } == (0..<200).map { $0 * $0 })
    }

    @Test("no more is made than may wait, and what is not taken is given up")
    func bounded() {
        let made = Mutex(0)
        do {
            let work = WorkAhead(count: 1000, threads: 3) { index in
                made.withLock { $0 += 1 }
                return index
            }
            for taken in 1...50 {
                _ = work.next()
                #expect(made.withLock { $0 } <= taken + WorkAhead<Int>.ahead(of: 3))
            }
        }
        #expect(made.withLock { $0 } < 100)
    }

    @Test("no work, no call")
    func empty() {
        _ = WorkAhead(count: 0, threads: 4) { _ in Issue.record("nothing is there") }
    }
}
