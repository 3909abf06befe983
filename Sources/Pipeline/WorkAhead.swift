import Dispatch
import Synchronization

/// The values of `0 ..< count` in order, made on threads of their own ahead of the one who takes them.
///
/// Few values are made and not yet taken, so that memory does not grow with their number. With one
/// thread each is made when it is taken.
final class WorkAhead<Value: Sendable> {
    private let shared: Shared
    private let threads: DispatchGroup?
    private let threadCount: Int
    private var taken = 0

    init(count: Int, threads: Int, make: @escaping @Sendable (Int) -> Value) {
        threadCount = min(threads, count)
        let shared = Shared(count: count, ahead: Self.ahead(of: threads), make: make)
        self.shared = shared
        self.threads =
            threadCount < 2
            ? nil
            : WorkerThreads.begin(Array(repeating: { shared.work() }, count: threadCount))
    }

    /// How many values may be made and not yet taken.
    static func ahead(of threads: Int) -> Int { 4 * max(1, threads) }

    /// What is not taken is given up.
    deinit {
        shared.giveUp(threads: threadCount)
        threads?.wait()
    }

    /// The next value.
    ///
    /// - Precondition: not more than `count` are taken.
    func next() -> Value {
        defer { taken += 1 }
        return threads == nil ? shared.make(taken) : shared.take(taken)
    }

    private final class Shared: Sendable {
        let make: @Sendable (Int) -> Value
        private let count: Int
        private let space: DispatchSemaphore
        /// A value's place is its index modulo their number.
        private let full: [DispatchSemaphore]
        private let places: Mutex<[Value?]>
        private let begun = Atomic<Int>(0)
        private let abandoned = Cancellation()

        init(count: Int, ahead: Int, make: @escaping @Sendable (Int) -> Value) {
            self.count = count
            self.make = make
            space = DispatchSemaphore(value: 0)
            full = (0..<ahead).map { _ in DispatchSemaphore(value: 0) }
            places = Mutex(Array(repeating: nil, count: ahead))
            for _ in 0..<ahead { space.signal() }
        }

        func work() {
            while true {
                space.wait()
                let index = begun.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count, !abandoned.isRequested else { return }
                let value = make(index)
                places.withLock { $0[index % full.count] = value }
                full[index % full.count].signal()
            }
        }

        func take(_ index: Int) -> Value {
            let place = index % full.count
            full[place].wait()
            defer { space.signal() }
            guard let value = places.withLock({ $0[place].take() }) else {
                preconditionFailure("a place is full when it is announced")
            }
            return value
        }

        func giveUp(threads: Int) {
            abandoned.request()
            for _ in 0..<threads { space.signal() }
        }
    }
}
