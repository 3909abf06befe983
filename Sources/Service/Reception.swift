import DICOMFiles
import Foundation
import Pipeline
import Synchronization

/// Takes associations, each in a thread of its own, and stores what comes.
struct Reception: Sendable {
    let listener: DICOMListener
    let rules: ReceptionRules
    let store: ObjectStore
    let limits: ServiceLimits
    let cancellation: Cancellation
    let isStored: @Sendable (_ study: String) -> Void
    let report: @Sendable (ServiceEvent) -> Void
    private let guests = Guests()

    init(
        listener: DICOMListener, options: ServiceOptions, store: ObjectStore,
        cancellation: Cancellation, isStored: @escaping @Sendable (String) -> Void,
        report: @escaping @Sendable (ServiceEvent) -> Void
    ) {
        self.listener = listener
        self.store = store
        limits = options.limits
        rules = ReceptionRules(
            title: options.title, callers: options.callers,
            sopClasses: (AcceptedObjects.images.union(AcceptedObjects.results)).sorted(),
            transferSyntaxes: AcceptedObjects.transferSyntaxes, maximumPDU: limits.pdu,
            seconds: limits.messageSeconds)
        self.cancellation = cancellation
        self.isStored = isStored
        self.report = report
    }

    /// Until the service is to stop; then no association is left.
    func run() {
        while !cancellation.isRequested {
            do throws(ReceptionError) {
                if let connection = try listener.connection(
                    waiting: 100, timeout: limits.messageSeconds)
                {
                    admit(connection)
                }
            } catch {
                report(.listening(error))
                Thread.sleep(forTimeInterval: 1)
            }
            guests.shutOverdue()
        }
        guests.shutAll()
        while guests.count > 0 { Thread.sleep(forTimeInterval: 0.02) }
    }

    private func admit(_ connection: DICOMConnection) {
        // Turning away takes a thread, too.
        guard guests.count < 2 * limits.associations + 8 else { return }
        let isFull = guests.count >= limits.associations
        let number = guests.enter(connection, seconds: limits.associationSeconds)
        let thread = Thread {
            serve(connection, isFull: isFull)
            guests.leave(number)
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func serve(_ connection: DICOMConnection, isFull: Bool) {
        do throws(ReceptionError) {
            let association = try IncomingAssociation(
                on: connection, rules: rules, isFull: isFull)
            var isUsed = false
            // Who offers everything and stores what is taken needs no warning.
            defer { if !isUsed { noteRefusedClass(of: association) } }
            while let request = try association.nextRequest() {
                isUsed = true
                try take(request, from: association)
            }
        } catch {
            switch error {
            case .rejected: report(.turnedAway(host: connection.host, error))
            case .cut, .contradictory, .cannotListen:
                if !cancellation.isRequested {
                    report(.brokeOff(host: connection.host, error))
                }
            }
        }
    }

    private func noteRefusedClass(of association: IncomingAssociation) {
        guard let uid = association.refusedClass else { return }
        report(.classNotTaken(caller: association.caller, sopClassUID: uid))
    }

    private func take(
        _ request: StoreRequest, from association: IncomingAssociation
    ) throws(ReceptionError) {
        var arrival: ObjectStore.Arrival?
        var refusal: ObjectRefusal?
        if rules.sopClasses.contains(request.sopClassUID) {
            do throws(ObjectRefusal) { arrival = try store.begin() } catch { refusal = error }
        } else {
            refusal = .classNotTaken
        }
        try association.readObject { piece in
            arrival?.append(piece, limit: limits.objectBytes) == true
        }
        do throws(ObjectRefusal) {
            if let refusal { throw refusal }
            if let arrival, case .stored(let study) = try store.finish(arrival, request: request) {
                isStored(study)
            }
        } catch {
            report(.refused(origin: association.caller, error))
            return try association.answer(error.status, comment: error.comment)
        }
        try association.answer(0x0000)
    }
}

/// The connections there are, and when each must end.
private final class Guests: Sendable {
    private struct State {
        var next = 0
        var guests: [Int: (connection: DICOMConnection, end: ContinuousClock.Instant)] = [:]
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.guests.count } }

    func enter(_ connection: DICOMConnection, seconds: Double) -> Int {
        state.withLock { state in
            state.next += 1
            state.guests[state.next] = (connection, .now + .seconds(seconds))
            return state.next
        }
    }

    func leave(_ number: Int) { state.withLock { $0.guests[number] = nil } }

    func shutOverdue() {
        let now = ContinuousClock.now
        state.withLock { state in
            for guest in state.guests.values where guest.end < now { guest.connection.shut() }
        }
    }

    func shutAll() {
        state.withLock { state in for guest in state.guests.values { guest.connection.shut() } }
    }
}
