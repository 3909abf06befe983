internal import CDICOM

/// Why nothing is received. `detail` is in the words of the system, DCMTK or ours, without anything
/// of a patient.
package enum ReceptionError: Error, Hashable, Sendable {
    case cannotListen(detail: String)
    /// The caller was turned away.
    case rejected(detail: String)
    /// The peer left, took too long or spoke no DICOM.
    case cut(detail: String)
    /// An object of another kind than was announced.
    case contradictory(detail: String)

    package var message: String {
        switch self {
        case .cannotListen(let detail): "cannot listen there (\(detail))"
        case .rejected(let detail): "was turned away: \(detail)"
        case .cut(let detail): "broke off (\(detail))"
        case .contradictory(let detail): "sent \(detail)"
        }
    }

    init(_ code: Int32, _ error: cd_error) {
        switch Int(code) {
        case CD_REJECTED: self = .rejected(detail: error.detail)
        case CD_DAMAGED: self = .contradictory(detail: error.detail)
        case CD_USAGE, CD_UNREACHABLE: self = .cannotListen(detail: error.detail)
        default: self = .cut(detail: error.detail)
        }
    }
}

/// Listens on one IPv4 address until it goes.
package final class DICOMListener: Sendable {
    private let descriptor: Int32
    /// The one asked for, or any free one when that was 0.
    package let port: UInt16

    package init(address: String, port: UInt16) throws(ReceptionError) {
        var (descriptor, bound) = (Int32(-1), UInt16(0))
        var error = cd_error()
        let code = unsafe cd_listen(address, port, &descriptor, &bound, &error)
        guard code == CD_OK else { throw ReceptionError(code, error) }
        self.descriptor = descriptor
        self.port = bound
    }

    deinit { cd_close_socket(descriptor) }

    /// - Parameters:
    ///   - milliseconds: how long to wait for one.
    ///   - seconds: how long it may take to read or write a piece.
    /// - Returns: `nil` when none came.
    package func connection(
        waiting milliseconds: Int, timeout seconds: Int
    ) throws(ReceptionError) -> DICOMConnection? {
        var descriptor: Int32 = -1
        var host = [CChar](repeating: 0, count: 64)
        var error = cd_error()
        let code = unsafe cd_wait_for_connection(
            self.descriptor, Int32(clamping: milliseconds), Int32(clamping: seconds), &descriptor,
            &host, &error)
        switch Int(code) {
        case CD_OK: return DICOMConnection(descriptor: descriptor, host: host.text)
        case CD_ABSENT: return nil
        default: throw ReceptionError(code, error)
        }
    }
}

/// A connection that a peer opened; it is closed when it goes.
package final class DICOMConnection: Sendable {
    let descriptor: Int32
    /// Address of the peer.
    package let host: String

    fileprivate init(descriptor: Int32, host: String) {
        self.descriptor = descriptor
        self.host = host
    }

    deinit { cd_close_socket(descriptor) }

    /// Ends all waiting for the peer, in any thread.
    package func shut() { cd_shut(descriptor) }
}

extension [CChar] {
    /// Up to the first 0.
    var text: String {
        String(decoding: prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
