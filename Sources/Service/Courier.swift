import DICOMFiles
import Exporting
import Foundation
import Pipeline
import SystemWords

/// Delivers the results of measured studies, one study at a time, however long the destination is
/// away.
struct Courier: Sendable {
    let spool: Spool
    let options: ServiceOptions
    let peer: DICOMPeer
    let deliveries: DueList
    let cancellation: Cancellation
    let report: @Sendable (ServiceEvent) -> Void
    let backOff = BackOff(first: 2, longest: 300)

    /// Until the service is to stop.
    func run() {
        while !cancellation.isRequested {
            guard let key = deliveries.take() else {
                Thread.sleep(forTimeInterval: 0.1)
                continue
            }
            attend(to: key)
            deliveries.finish(key)
        }
    }

    private func attend(to key: String) {
        let reason: String?
        do { reason = try deliver(key) } catch { reason = SystemWords.reason(error) }
        guard let reason else { return backOff.forget(key) }
        guard !cancellation.isRequested else { return }
        report(.postponed(study: StudyWorker.name(key), reason: reason))
        deliveries.set(key, after: backOff.pause(of: key))
    }

    /// - Returns: why it is to be repeated.
    private func deliver(_ key: String) throws -> String? {
        guard case .success(var state)? = spool.state(of: key), state.phase == .measured else {
            return nil
        }
        let name = StudyWorker.name(key)
        let shipments = try spool.resultObjects(of: key).map {
            try Shipment(path: $0, limit: options.limits.objectBytes)
        }
        let (count, problem, mayPass) = try send(shipments, of: key)
        if let problem, mayPass || cancellation.isRequested { return problem }
        guard problem != nil || count == shipments.count else { return "the service stops" }
        // The study may have been worked anew in the meantime.
        guard case .success(let latest)? = spool.state(of: key), latest == state else { return nil }
        state.phase = problem == nil ? .delivered : .failed
        state.reason = problem
        try spool.write(state, of: key)
        report(
            problem.map { .givenUp(study: name, reason: $0) }
                ?? .delivered(study: name, peer: peer.text))
        return nil
    }

    /// - Returns: how many are there, and what became of the first that is not.
    private func send(
        _ shipments: [Shipment], of key: String
    ) throws -> (count: Int, problem: String?, mayPass: Bool) {
        var sender = Sender(to: peer)
        sender.title = options.title
        sender.attempts = 1
        sender.timeout = options.limits.messageSeconds
        let record = try DeliveryRecord(path: spool.deliveryRecord(of: key).path)
        var result: (count: Int, problem: String?, mayPass: Bool) = (0, nil, false)
        try sender.send(shipments, record: record, isCancelled: { cancellation.isRequested }) {
            shipment, delivery in
            guard delivery.isFailure else { return result.count += 1 }
            if result.problem == nil || delivery.mayPass {
                result.problem = "a result \(delivery.message)"
            }
            result.mayPass = result.mayPass || delivery.mayPass
        }
        return result
    }
}
