import DICOMFiles
import Digest
import Exporting
import Foundation
import Pipeline

/// Takes objects in: each appears in the folder of its study whole, on the disk for good, or not at
/// all. Names are digests of identifiers; no identifier becomes part of a path.
struct ObjectStore: Sendable {
    let spool: Spool
    let limits: ServiceLimits

    /// What became of an object that was taken.
    enum Outcome: Hashable {
        /// It is new, or other bytes than before.
        case stored(study: String)
        /// It lies there already.
        case known
        /// A result of this program: not kept.
        case ours
    }

    /// An object that is coming in.
    struct Arrival {
        fileprivate let file: PartialFile
        fileprivate var failure: ObjectRefusal?

        /// - Returns: whether more is wanted.
        mutating func append(_ bytes: [UInt8], limit: Int) -> Bool {
            guard failure == nil else { return false }
            if file.length + bytes.count > limit { failure = .tooLarge(allowed: limit) }
            do throws(WriteError) {
                if failure == nil { try file.append(bytes) }
            } catch {
                failure = .notWritable(error)
            }
            return failure == nil
        }
    }

    /// - Throws: `ObjectRefusal` when the disk is nearly full.
    func begin() throws(ObjectRefusal) -> Arrival {
        guard spool.hasSpace(limits.freeBytes) else { throw .noSpace }
        do throws(WriteError) {
            return Arrival(file: try spool.root.open("incoming/object"), failure: nil)
        } catch {
            throw .notWritable(error)
        }
    }

    /// Checks what has come and gives it its place.
    ///
    /// - Parameter request: what the peer announced.
    func finish(
        _ arrival: Arrival, request: StoreRequest? = nil
    ) throws(ObjectRefusal) -> Outcome {
        if let failure = arrival.failure { throw failure }
        do throws(WriteError) { try arrival.file.flush() } catch { throw .notWritable(error) }
        let identity = try identity(of: arrival.file.temporary.path, request: request)
        guard let identity else { return .ours }
        do throws(WriteError) {
            let place = try spool.place(of: identity)
            if Self.haveEqualBytes(arrival.file.temporary.path, place.path) { return .known }
            try arrival.file.publishForGood(at: place)
        } catch {
            throw .notWritable(error)
        }
        return .stored(study: spool.key(ofStudy: identity.study))
    }

    /// `nil` for a result of ours.
    private func identity(
        of path: String, request: StoreRequest?
    ) throws(ObjectRefusal) -> ObjectIdentity? {
        let root: DICOMFile.Item
        do throws(DICOMProblem) {
            root = try DICOMFile(path: path, maximumInflatedBytes: limits.objectBytes).root
        } catch {
            throw .malformed(error)
        }
        func identifier(
            _ attribute: DICOMAttribute, announced: String? = nil
        ) throws(ObjectRefusal) -> String {
            guard let text = root.text(attribute), UniqueIdentifier.isLawful(text) else {
                throw .unlawfulIdentifier(attribute)
            }
            let expected = announced?.trimmingCharacters(in: .whitespaces)
            guard expected == nil || expected == text else { throw .contradiction(attribute) }
            return text
        }
        let sopClass = try identifier(.sopClassUID, announced: request?.sopClassUID)
        let instance = try identifier(.sopInstanceUID, announced: request?.sopInstanceUID)
        let study = try identifier(.studyInstanceUID)
        if ResultObject.isOurs(root) { return nil }
        guard AcceptedObjects.images.contains(sopClass) else { throw .classNotTaken }
        return ObjectIdentity(study: study, instance: instance)
    }

    private static func haveEqualBytes(_ first: String, _ second: String) -> Bool {
        guard let count = PartialFile.byteCount(of: second),
            PartialFile.byteCount(of: first) == count
        else { return false }
        guard let left = try? SHA256Digest(ofFile: first) else { return false }
        return left == (try? SHA256Digest(ofFile: second))
    }
}

/// Where an object belongs.
struct ObjectIdentity: Hashable {
    let study: String
    let instance: String
}
