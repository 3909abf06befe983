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
        /// The series to see as a whole, from its first slice.
        var series: SeriesPlan?
    }

    enum Delivery: Sendable {
        case record(ItemRecord)
        case series(Result<SeriesBench.Seen, SeriesProblem>)
    }

    private let orders = Mutex<[Order]>([])
    private let available = DispatchSemaphore(value: 0)
    private let isEnded = Atomic<Bool>(false)
    private let hasEnded = DispatchSemaphore(value: 0)
    /// When somebody asked for something last.
    private let lastAsked = Mutex(ContinuousClock.now)

    /// As long as the reader asks for things more often than that, they have the processors.
    private static let pause = Duration.milliseconds(200)

    init(
        _ work: FrameWork, inputs: [[ReviewInput]],
        deliver: @escaping @Sendable (Order, Delivery) -> Void
    ) {
        let thread = Thread { [self] in
            var desk = FrameDesk(work, inputs: inputs, cacheBytes: 0)
            while let order = next() { deliver(order, Self.worked(order, &desk)) }
            hasEnded.signal()
        }
        thread.stackSize = 8 << 20
        thread.qualityOfService = .utility
        thread.start()
    }

    private static func worked(_ order: Order, _ desk: inout FrameDesk) -> Delivery {
        guard let plan = order.series else {
            return .record(
                desk.record(at: order.address, seeds: [], statement: order.statement))
        }
        let study = desk.plan.studies[order.address.study]
        let bench = desk.seriesBench
        return .series(
            Result { () throws(SeriesProblem) in try bench.see(plan, of: study) })
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
