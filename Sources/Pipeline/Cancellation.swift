import Synchronization

/// Set once, by a signal or by a failure that ends the batch; workers look at it between frames.
package final class Cancellation: Sendable {
    private let requested = Atomic<Bool>(false)

    package init() {}

    package func request() { requested.store(true, ordering: .releasing) }

    package var isRequested: Bool { requested.load(ordering: .acquiring) }
}
