import Foundation
import Ingesting
import Pipeline
import Reporting
import Synchronization

/// Works frames one after another in a thread of its own, so that the work list fills while somebody
/// reads.
final class AutomaticResults: Sendable {
    struct Order: Sendable {
        let address: FrameAddress
        let statement: InputStatement
    }

    private let orders = Mutex<[Order]>([])
    private let available = DispatchSemaphore(value: 0)
    private let isEnded = Atomic<Bool>(false)
    private let hasEnded = DispatchSemaphore(value: 0)
    /// When somebody asked for something last.
    private let lastAsked = Mutex(ContinuousClock.now)

    /// As long as the reader asks for things more often than that, they have the processors.
    private static let pause = Duration.milliseconds(200)

    init(_ work: FrameWork, deliver: @escaping @Sendable (Order, ItemRecord) -> Void) {
        let thread = Thread { [self] in
            var desk = FrameDesk(work, cacheBytes: 0)
            while let order = next() {
                deliver(
                    order,
                    desk.record(at: order.address, seeds: [], statement: order.statement))
            }
            hasEnded.signal()
        }
        thread.stackSize = 8 << 20
        thread.qualityOfService = .utility
        thread.start()
    }

    /// - Parameter isUrgent: whether these are worked before all that wait.
    func request(_ wanted: [Order], isUrgent: Bool) {
        orders.withLock { orders in
            // The last is worked first.
            orders = isUrgent ? orders + wanted.reversed() : wanted.reversed() + orders
        }
        for _ in wanted { available.signal() }
    }

    /// Says that somebody waits for an answer.
    func giveWay() { lastAsked.withLock { $0 = .now } }

    /// Ends the thread once the frame in hand is done, and waits for that.
    func end() {
        isEnded.store(true, ordering: .releasing)
        available.signal()
        hasEnded.wait()
    }

    private func next() -> Order? {
        available.wait()
        while !isEnded.load(ordering: .acquiring), isAsked { Thread.sleep(forTimeInterval: 0.02) }
        return isEnded.load(ordering: .acquiring) ? nil : orders.withLock { $0.removeLast() }
    }

    private var isAsked: Bool { lastAsked.withLock { .now - $0 < Self.pause } }
}
