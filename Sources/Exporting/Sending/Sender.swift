import DICOMFiles
import Digest
import Foundation

/// A file to be sent.
package struct Shipment: Hashable, Sendable {
    package let path: String
    let context: StorageContext

    /// - Parameter limit: bytes that a deflated object may expand to.
    /// - Throws: `DICOMProblem` for a file that is no DICOM object.
    package init(path: String, limit: Int) throws(DICOMProblem) {
        let file = try DICOMFile(path: path, maximumInflatedBytes: limit)
        self.path = path
        context = StorageContext(
            sopClassUID: try Self.identifier(.sopClassUID, of: file.root),
            transferSyntaxUID: file.transferSyntax)
        _ = try Self.identifier(.sopInstanceUID, of: file.root)
    }

    /// One that is not lawful would spoil the association for all other files.
    private static func identifier(
        _ attribute: DICOMAttribute, of root: DICOMFile.Item
    ) throws(DICOMProblem) -> String {
        guard let text = root.text(attribute) else { throw .missingAttribute(attribute) }
        guard UniqueIdentifier.isLawful(text) else {
            throw .invalidAttribute(
                attribute, found: "no UID", allowed: "at most 64 digits and dots")
        }
        return text
    }
}

extension Shipment {
    /// What became of it, in words that say what to do.
    package func words(for delivery: Delivery) -> String {
        guard case .failed(.notAccepted) = delivery else { return delivery.message }
        return "was not stored: the peer takes no objects of the class "
            + "\(context.sopClassUID) in the transfer syntax "
            + "\(context.transferSyntaxUID); let it accept them, or convert the file with dcmconv, "
            + "dcmdjpeg or dcmdjpls"
    }
}

/// What became of a file.
package enum Delivery: Hashable, Sendable {
    case stored
    /// An earlier run stored it: it was not sent again.
    case known
    /// The peer does not want it, and will not.
    case refused(status: UInt16)
    case failed(DICOMNetworkError)

    /// Whether the same file may be stored later.
    package var mayPass: Bool {
        switch self {
        case .failed(.unreachable), .failed(.rejected), .failed(.cut): true
        case .stored, .known, .refused, .failed(.notAccepted), .failed(.unreadable): false
        }
    }

    package var isFailure: Bool {
        switch self {
        case .stored, .known: false
        case .refused, .failed: true
        }
    }

    package var message: String {
        switch self {
        case .stored: "is stored"
        case .known: "was stored before"
        case .refused(let status):
            "was refused with status 0x" + String(status, radix: 16, uppercase: true)
        case .failed(let error): "was not stored: the peer \(error.message)"
        }
    }
}

/// Sends files by C-STORE. What fails for reasons that may pass is tried again, after pauses that
/// double and behind all other files; what is stored is not sent twice.
package struct Sender: Sendable {
    package var peer: DICOMPeer
    /// Our application entity title.
    package var title = "NERVE_MEASURE"
    /// In vain and one after another; a file that arrives starts the count again.
    package var attempts = 5
    /// Before the second attempt.
    package var firstPause = 1.0
    package var longestPause = 60.0
    /// To wait for a connection and for each answer.
    package var timeout = 30

    /// An association has room for 128 contexts, and an object may need two.
    private static let maximumContexts = 64

    package init(to peer: DICOMPeer) { self.peer = peer }

    /// - Parameters:
    ///   - isCancelled: asked between files and in pauses.
    ///   - report: told once about each file, unless cancelled.
    package func send(
        _ shipments: [Shipment], isCancelled: () -> Bool = { false },
        report: (Shipment, Delivery) -> Void
    ) {
        var pending = shipments
        var (failures, pause) = (0, firstPause)
        while !pending.isEmpty, !isCancelled() {
            let before = pending.count
            let error = attempt(&pending, isCancelled: isCancelled, report: report)
            guard let error, !pending.isEmpty else { continue }
            if pending.count < before { (failures, pause) = (0, firstPause) }
            failures += 1
            guard failures < attempts else {
                for shipment in pending { report(shipment, .failed(error)) }
                return
            }
            wait(pause, isCancelled: isCancelled)
            pause = min(2 * pause, longestPause)
        }
    }

    /// One association; takes what is settled out of `pending`.
    ///
    /// - Returns: why it ended early.
    private func attempt(
        _ pending: inout [Shipment], isCancelled: () -> Bool,
        report: (Shipment, Delivery) -> Void
    ) -> DICOMNetworkError? {
        var contexts: Set<StorageContext> = []
        let batch = pending.prefix { shipment in
            contexts.insert(shipment.context)
            return contexts.count <= Self.maximumContexts
        }
        do throws(DICOMNetworkError) {
            let association = try DICOMAssociation(
                with: peer, as: title, contexts: Set(batch.map(\.context)).sorted(),
                seconds: timeout)
            for shipment in batch where !isCancelled() {
                pending.removeFirst()
                // Behind all others, so that what is wrong with one file holds up no other.
                pending.append(shipment)
                guard let delivery = try delivery(of: shipment, by: association) else {
                    return .unreachable(detail: "it is out of resources")
                }
                pending.removeLast()
                report(shipment, delivery)
            }
            return nil
        } catch {
            switch error {
            case .notAccepted, .unreadable: break
            case .unreachable, .rejected, .cut: return error
            }
            // None of these kinds is accepted, now or later.
            for shipment in batch { report(shipment, .failed(error)) }
            pending.removeFirst(batch.count)
            return nil
        }
    }

    /// `nil` when the peer is out of resources.
    private func delivery(
        of shipment: Shipment, by association: DICOMAssociation
    ) throws(DICOMNetworkError) -> Delivery? {
        let status: UInt16
        do throws(DICOMNetworkError) {
            status = try association.store(shipment.path)
        } catch {
            switch error {
            case .notAccepted, .unreadable: return .failed(error)
            case .unreachable, .rejected, .cut: throw error
            }
        }
        // PS3.4 §B.2.3: success, warnings, out of resources; the rest are failures.
        switch status {
        case 0x0000, 0xB000...0xBFFF: return .stored
        case 0xA700...0xA7FF: return nil
        default: return .refused(status: status)
        }
    }

    private func wait(_ seconds: Double, isCancelled: () -> Bool) {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end, !isCancelled() { Thread.sleep(forTimeInterval: 0.05) }
    }
}

extension Sender {
    /// The same, but what `record` holds is not sent again, and what is stored is recorded at once.
    ///
    /// - Throws: what Foundation says when a file or the record cannot be read or written; the rest is
    ///   then not sent.
    package func send(
        _ shipments: [Shipment], record: DeliveryRecord, isCancelled: () -> Bool = { false },
        report: (Shipment, Delivery) -> Void
    ) throws {
        var digests: [Shipment: SHA256Digest] = [:]
        var fresh: [Shipment] = []
        for shipment in shipments {
            let digest = try SHA256Digest(ofFile: shipment.path)
            if record.holds(digest, at: peer) {
                report(shipment, .known)
            } else {
                digests[shipment] = digest
                fresh.append(shipment)
            }
        }
        var failure: (any Error)?
        send(fresh, isCancelled: { failure != nil || isCancelled() }) { shipment, delivery in
            report(shipment, delivery)
            guard delivery == .stored, let digest = digests[shipment] else { return }
            do { try record.add(digest, at: peer) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

extension StorageContext: Comparable {
    package static func < (left: StorageContext, right: StorageContext) -> Bool {
        (left.sopClassUID, left.transferSyntaxUID) < (right.sopClassUID, right.transferSyntaxUID)
    }
}
