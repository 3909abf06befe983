internal import CDICOM

/// Whom and what a storage service takes.
package struct ReceptionRules: Sendable {
    /// Application entity title of the service.
    package var title: String
    /// Titles that may call; empty: all.
    package var callers: [String]
    package var sopClasses: [String]
    /// In the order of preference.
    package var transferSyntaxes: [String]
    /// Bytes of the largest piece, 4096…131072.
    package var maximumPDU: Int
    /// To wait for each message.
    package var seconds: Int

    package init(
        title: String, callers: [String], sopClasses: [String], transferSyntaxes: [String],
        maximumPDU: Int, seconds: Int
    ) {
        self.title = title
        self.callers = callers
        self.sopClasses = sopClasses
        self.transferSyntaxes = transferSyntaxes
        self.maximumPDU = maximumPDU
        self.seconds = seconds
    }
}

/// An object that a peer wants to store.
package struct StoreRequest: Hashable, Sendable {
    package let sopClassUID: String
    package let sopInstanceUID: String
    package let transferSyntaxUID: String
}

/// An association that a peer asked for. One thread at a time; it ends with the object, by force
/// unless the peer released it.
@safe package final class IncomingAssociation {
    /// Title of the caller.
    package let caller: String
    /// The first class that the peer asked for and that is not taken.
    package let refusedClass: String?
    private let handle: OpaquePointer

    /// Negotiates on a connection.
    ///
    /// - Parameter isFull: whether to turn the caller away for want of room.
    package init(
        on connection: DICOMConnection, rules: ReceptionRules, isFull: Bool
    ) throws(ReceptionError) {
        var made: OpaquePointer?
        var caller = cd_caller()
        var error = cd_error()
        let code = unsafe rules.withC(isFull: isFull) { rules in
            unsafe cd_receive(connection.descriptor, rules, &made, &caller, &error)
        }
        guard code == CD_OK, let handle = unsafe made else { throw ReceptionError(code, error) }
        unsafe self.handle = unsafe handle
        self.caller = unsafe withUnsafeBytes(of: caller.title) { unsafe $0.cText }
        let refused = unsafe withUnsafeBytes(of: caller.refused_class) { unsafe $0.cText }
        refusedClass = refused.isEmpty ? nil : refused
    }

    deinit { unsafe cd_end(handle) }

    /// Answers C-ECHO while it waits.
    ///
    /// - Returns: `nil` when the peer released the association.
    package func nextRequest() throws(ReceptionError) -> StoreRequest? {
        var request = cd_store_request()
        var error = cd_error()
        let code = unsafe cd_next_request(handle, &request, &error)
        if code == CD_ABSENT { return nil }
        guard code == CD_OK else { throw ReceptionError(code, error) }
        return StoreRequest(
            sopClassUID: unsafe withUnsafeBytes(of: request.sop_class) { unsafe $0.cText },
            sopInstanceUID: unsafe withUnsafeBytes(of: request.sop_instance) { unsafe $0.cText },
            transferSyntaxUID: unsafe withUnsafeBytes(of: request.transfer_syntax) {
                unsafe $0.cText
            })
    }

    /// Hands the requested object to `take`, as a file, piece by piece. It is read to its end even if
    /// `take` wants no more and returns `false`.
    package func readObject(_ take: ([UInt8]) -> Bool) throws(ReceptionError) {
        var error = cd_error()
        let code = unsafe ByteSink.with(take) { function, context in
            unsafe cd_read_object(
                handle, DICOMDataSet.implementationClassUID,
                DICOMDataSet.implementationVersionName, function, context, &error)
        }
        guard code == CD_OK else { throw ReceptionError(code, error) }
    }

    /// - Parameters:
    ///   - status: PS3.7 Annex C, PS3.4 §B.2.3.
    ///   - comment: at most 64 characters of ASCII.
    package func answer(_ status: UInt16, comment: String? = nil) throws(ReceptionError) {
        var error = cd_error()
        let code = unsafe cd_answer(handle, status, comment, &error)
        guard code == CD_OK else { throw ReceptionError(code, error) }
    }
}

extension ReceptionRules {
    fileprivate func withC<Result>(
        isFull: Bool, _ body: (UnsafePointer<cd_reception>) -> Result
    ) -> Result {
        unsafe title.withCString { title in
            unsafe callers.joined(separator: "\n").withCString { callers in
                unsafe sopClasses.joined(separator: "\n").withCString { classes in
                    unsafe transferSyntaxes.joined(separator: "\n").withCString { syntaxes in
                        var rules = unsafe cd_reception(
                            title: title, callers: callers, sop_classes: classes,
                            transfer_syntaxes: syntaxes, maximum_pdu: UInt32(clamping: maximumPDU),
                            seconds: Int32(clamping: seconds), is_full: isFull ? 1 : 0)
                        return unsafe body(&rules)
                    }
                }
            }
        }
    }
}
