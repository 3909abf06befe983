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

    init(_ work: FrameWork, deliver: @escaping @Sendable (Order, ItemRecord) -> Void) {
        let thread = Thread { [self] in
            var desk = FrameDesk(work, cacheBytes: 0)
            while true {
                let order = next()
                deliver(
                    order,
                    desk.record(at: order.address, seeds: [], statement: order.statement))
            }
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

    private func next() -> Order {
        available.wait()
        return orders.withLock { $0.removeLast() }
    }
}
