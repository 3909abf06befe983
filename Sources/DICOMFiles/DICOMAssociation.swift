internal import CDICOM

/// A DICOM node that stores objects.
package struct DICOMPeer: Hashable, Sendable {
    /// Application entity title, 1 to 16 printable characters of ASCII.
    package let title: String
    package let host: String
    package let port: UInt16

    package init(title: String, host: String, port: UInt16) {
        self.title = title
        self.host = host
        self.port = port
    }

    package var text: String { "\(title)@\(host):\(port)" }
}

/// What an object needs to be sent: its class and how it is encoded.
package struct StorageContext: Hashable, Sendable {
    package let sopClassUID: String
    package let transferSyntaxUID: String

    package init(sopClassUID: String, transferSyntaxUID: String) {
        self.sopClassUID = sopClassUID
        self.transferSyntaxUID = transferSyntaxUID
    }
}

/// Why an object did not arrive. `detail` is in DCMTK's words.
package enum DICOMNetworkError: Error, Hashable, Sendable {
    case unreachable(detail: String)
    case rejected(detail: String)
    /// The association broke: whether the object arrived is not known.
    case cut(detail: String)
    case notAccepted
    case unreadable(detail: String)

    package var message: String {
        switch self {
        case .unreachable(let detail): "cannot be reached (\(detail))"
        case .rejected(let detail): "does not take our associations (\(detail)); check both titles"
        case .cut(let detail): "broke off (\(detail))"
        case .notAccepted: "takes no objects of this kind"
        case .unreadable(let detail): "cannot be sent (\(detail))"
        }
    }
}

/// An association with a peer. One thread at a time; it ends with the object.
@safe package final class DICOMAssociation {
    private let handle: OpaquePointer

    /// - Parameters:
    ///   - title: our own.
    ///   - contexts: at most 64, of the objects to be sent.
    ///   - seconds: how long to wait for a connection and for each answer.
    package init(
        with peer: DICOMPeer, as title: String, contexts: [StorageContext], seconds: Int
    ) throws(DICOMNetworkError) {
        var made: OpaquePointer?
        var error = cd_error()
        let lines = contexts.map { "\($0.sopClassUID) \($0.transferSyntaxUID)" }
        let code = unsafe cd_associate(
            peer.host, peer.port, peer.title, title, Int32(clamping: seconds),
            lines.joined(separator: "\n"), &made, &error)
        guard code == CD_OK, let handle = unsafe made else { throw Self.problem(code, error) }
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe cd_release(handle) }

    /// - Returns: the peer's answer (PS3.7 Annex C).
    package func store(_ path: String) throws(DICOMNetworkError) -> UInt16 {
        var status: UInt16 = 0
        var error = cd_error()
        let code = unsafe cd_store(handle, path, &status, &error)
        guard code == CD_OK else { throw Self.problem(code, error) }
        return status
    }

    private static func problem(_ code: Int32, _ error: cd_error) -> DICOMNetworkError {
        switch Int(code) {
        case CD_UNREACHABLE: .unreachable(detail: error.detail)
        case CD_REJECTED: .rejected(detail: error.detail)
        case CD_NOT_ACCEPTED: .notAccepted
        case CD_CUT: .cut(detail: error.detail)
        default: .unreadable(detail: error.detail)
        }
    }
}
