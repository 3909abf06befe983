import Digest
import Exporting
import Foundation
import Pipeline
import Testing

@testable import DICOMFiles
@testable import Service

/// A service's folder that is removed at the end.
final class TemporarySpool {
    let root: URL
    let spool: Spool
    var limits = ServiceLimits()

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        spool = try Spool(root.appending(path: "spool"))
        limits.freeBytes = 0
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var store: ObjectStore { ObjectStore(spool: spool, limits: limits) }

    func take(_ bytes: [UInt8], request: StoreRequest? = nil) throws -> ObjectStore.Outcome {
        var arrival = try store.begin()
        for start in stride(from: 0, to: bytes.count, by: 100) {
            let piece = Array(bytes[start..<min(start + 100, bytes.count)])
            guard arrival.append(piece, limit: limits.objectBytes) else { break }
        }
        return try store.finish(arrival, request: request)
    }

    var files: [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: spool.root.root.path)) ?? [])
            .filter { $0.hasSuffix(".dcm") || $0.contains("partial") }
    }
}

/// An ultrasound still without pixels.
func object(
    instance: String = "1.2.3", study: String = "1.2",
    sopClass: String = "1.2.840.10008.5.1.4.1.1.6.1",
    comment: String = "", model: String = "scanner"
) throws -> [UInt8] {
    let set = try DICOMDataSet()
    try set.put([
        .text(0x0008, 0x0016, sopClass), .text(0x0008, 0x0018, instance),
        .text(0x0008, 0x0070, model), .text(0x0008, 0x1090, model),
        .text(0x0010, 0x4000, comment), .text(0x0020, 0x000D, study),
    ])
    return try set.file(as: .explicitLittleEndian)
}

@Suite struct ObjectStoreTests {
    let place: TemporarySpool

    init() throws { place = try TemporarySpool() }

    @Test("an object is stored once; other bytes of the same instance replace it")
    func stored() throws {
        let key = place.spool.key(ofStudy: "1.2")
        #expect(try place.take(object()) == .stored(study: key))
        #expect(place.spool.objects(of: key).lastPathComponent == "objects")
        let content = try place.spool.content(of: key)
        #expect(try place.take(object()) == .known)
        #expect(try place.spool.content(of: key) == content)
        #expect(try place.take(object(comment: "corrected")) == .stored(study: key))
        #expect(try place.spool.content(of: key) != content)
        #expect(place.files.count == 1)
        #expect(try place.take(object(instance: "1.2.4")) == .stored(study: key))
        #expect(place.files.count == 2)
    }

    @Test("a result of ours is not kept, one of another program is refused")
    func results() throws {
        let kind = SegmentationObject.sopClassUID
        #expect(try place.take(object(sopClass: kind, model: "nerve-measure")) == .ours)
        #expect(throws: ObjectRefusal.classNotTaken) { try place.take(object(sopClass: kind)) }
        #expect(throws: ObjectRefusal.classNotTaken) {
            try place.take(object(sopClass: "1.2.840.10008.5.1.4.1.1.2"))
        }
        #expect(place.files.isEmpty)
    }

    @Test("what is too large, cut off, misnamed or no DICOM leaves nothing behind")
    func refused() throws {
        let whole = try object()
        #expect(throws: ObjectRefusal.self) { try place.take(Array(whole.dropLast(5))) }
        #expect(throws: ObjectRefusal.self) { try place.take(Array("no DICOM at all".utf8)) }
        #expect(throws: ObjectRefusal.self) { try place.take([]) }
        let other = StoreRequest(
            sopClassUID: "1.2.840.10008.5.1.4.1.1.6.1", sopInstanceUID: "1.2.9",
            transferSyntaxUID: "1.2.840.10008.1.2.1")
        #expect(throws: ObjectRefusal.contradiction(.sopInstanceUID)) {
            try place.take(whole, request: other)
        }
        place.limits.objectBytes = whole.count - 1
        #expect(throws: ObjectRefusal.tooLarge(allowed: whole.count - 1)) {
            try place.take(whole)
        }
        place.limits.freeBytes = .max
        #expect(throws: ObjectRefusal.noSpace) { try place.take(whole) }
        #expect(place.files.isEmpty)
    }

    @Test("no identifier becomes a path", arguments: ["../../x", "/etc/x", "1.2/../x", "1.02"])
    func paths(identifier: String) throws {
        let name = "1.2.3456"
        let padded =
            identifier + String(repeating: " ", count: max(0, name.count - identifier.count))
        for (instance, study) in [(name, "1.9"), ("1.9", name)] {
            let bytes = try object(instance: instance, study: study)
            let tricked = bytes.replacing(Array(name.utf8), with: Array(padded.utf8))
            #expect(throws: ObjectRefusal.self) { try place.take(tricked) }
        }
        #expect(place.files.isEmpty)
    }

    @Test("comments of refusals fit their attribute")
    func comments() {
        let all: [ObjectRefusal] = [
            .tooLarge(allowed: 1), .noSpace, .classNotTaken, .contradiction(.studyInstanceUID),
            .unlawfulIdentifier(.seriesInstanceUID), .malformed(.damaged(detail: "x")),
            .notWritable(.cannotWrite(path: "a", reason: "b")),
        ]
        for refusal in all {
            #expect(refusal.comment.utf8.count <= 64 && refusal.comment.allSatisfy { $0.isASCII })
            #expect(refusal.status != 0)
        }
    }
}
