import Pipeline
import Synchronization
import Testing

@Suite struct WorkerThreadsTests {
    @Test("every index is worked once, on any number of threads", arguments: [1, 2, 5, 40])
    func everyIndexOnce(threads: Int) {
        let seen = Mutex<[Int: Int]>([:])
        WorkerThreads.run(
            count: 20, threads: threads, cancellation: Cancellation(),
            makeWorker: { { index in index * index } },
            deliver: { index, square in seen.withLock { $0[index] = square } })
        #expect(
            seen.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, $0 * $0) })
        )
    }

    @Test("no work, no call")
    func empty() {
        let calls = Mutex(0)
        WorkerThreads.run(
            count: 0, threads: 2, cancellation: Cancellation(), makeWorker: { { $0 } },
            deliver: { _, _ in calls.withLock { $0 += 1 } })
        #expect(calls.withLock { $0 } == 0)
    }

    @Test("after a cancellation the item in hand is finished and no other begun")
    func cancelled() {
        let cancellation = Cancellation()
        let delivered = Mutex<[Int]>([])
        WorkerThreads.run(
            count: 100, threads: 1, cancellation: cancellation,
            makeWorker: {
                { index in
                    if index == 3 { cancellation.request() }
                    return index
                }
            }, deliver: { index, _ in delivered.withLock { $0.append(index) } })
        #expect(delivered.withLock { $0 } == [0, 1, 2, 3])
    }
}
