import Foundation
import Synchronization

/// Runs blocking work on threads of its own: codecs and DICOM reading block, and the shared
/// concurrency pool must not wait for them.
package enum WorkerThreads {
    /// Calls `makeWorker` once per thread and the worker for every index of `0 ..< count`.
    ///
    /// Indices are handed out in order; results arrive in any order through `deliver`, one at a time.
    /// A worker owns its scratch memory and is never shared. Stops early when `cancellation` is
    /// requested; the items in hand are finished.
    package static func run<Result: Sendable>(
        count: Int, threads: Int, cancellation: Cancellation,
        makeWorker: @escaping @Sendable () -> (Int) -> Result,
        deliver: @escaping @Sendable (Int, Result) -> Void
    ) {
        let queue = Queue(count: count)
        join(threads: max(1, min(threads, count))) {
            let worker = makeWorker()
            while !cancellation.isRequested, let index = queue.next() {
                let result = worker(index)
                queue.deliver { deliver(index, result) }
            }
        }
    }

    /// What `work` makes of every index of `0 ..< count`, in order.
    package static func map<Result: Sendable>(
        count: Int, threads: Int, work: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let found = Mutex<[Result?]>(Array(repeating: nil, count: count))
        run(count: count, threads: threads, cancellation: Cancellation()) {
            work
        } deliver: { index, result in
            found.withLock { $0[index] = result }
        }
        return found.withLock { $0.compactMap { $0 } }
    }

    /// Hands out indices, and lets one thread at a time deliver.
    private final class Queue: Sendable {
        private let position = Atomic<Int>(0)
        private let delivery = Mutex(())
        private let count: Int

        init(count: Int) { self.count = count }

        func next() -> Int? {
            let index = position.wrappingAdd(1, ordering: .relaxed).oldValue
            return index < count ? index : nil
        }

        func deliver(_ body: () -> Void) { delivery.withLock { _ in body() } }
    }

    private static func join(threads: Int, body: @escaping @Sendable () -> Void) {
        runAll(Array(repeating: body, count: threads))
    }

    /// Runs each of `bodies` in a thread of its own and waits until all have ended.
    package static func runAll(_ bodies: [@Sendable () -> Void]) {
        begin(bodies).wait()
    }

    /// Runs each of `bodies` in a thread of its own.
    ///
    /// - Returns: what is empty when all have ended.
    static func begin(_ bodies: [@Sendable () -> Void]) -> DispatchGroup {
        let finished = DispatchGroup()
        for body in bodies {
            finished.enter()
            let thread = Thread {
                body()
                finished.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        return finished
    }
}
