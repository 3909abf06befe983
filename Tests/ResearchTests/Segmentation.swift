import DICOMFiles

@testable import Research

/// A binary Segmentation of 2 × 2 pixels.
struct Segmentation {
    let bytes: [UInt8]

    /// - Parameters:
    ///   - types: SNOMED CT codes, of segments from 1.
    ///   - frames: segment, number of the source frame as it is written, pixels.
    ///   - change: elements in place of those written otherwise.
    init(
        types: [String], frames: [(segment: Int, source: String, pixels: [UInt8])],
        instances: [String] = [], sopClass: String = SegmentationObject.sopClassUID,
        replacing change: [DICOMElement] = []
    ) throws {
        var bits = BitSequence(capacity: 4 * frames.count)
        for frame in frames { bits.append(frame.pixels, equalTo: 1) }
        let set = try DICOMDataSet()
        try set.put([
            .text(0x0008, 0x0016, sopClass), .text(0x0008, 0x0018, "1.2.9"),
            .number(0x0028, 0x0010, 2), .number(0x0028, 0x0011, 2), .number(0x0028, 0x0100, 1),
            .text(0x0028, 0x0008, "\(frames.count)"), .text(0x0062, 0x0001, "BINARY"),
            DICOMElement(
                0x0062, 0x0002,
                .sequence(types.enumerated().map { Self.segment($0 + 1, type: $1) })),
            DICOMElement(
                0x5200, 0x9230,
                .sequence(
                    frames.enumerated().map { index, frame in
                        Self.group(
                            frame.segment, frame.source,
                            of: index < instances.count ? instances[index] : "1.2.3")
                    })),
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 1, bits.evenBytes)),
        ])
        try set.put(change)
        bytes = try set.file(as: .explicitLittleEndian)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// With `text` in place of the first `known` of equal length, lawful or not.
    func patched(_ known: String, to text: String) -> Segmentation {
        var patched = bytes
        if let place = bytes.firstRange(of: Array(known.utf8)) {
            patched.replaceSubrange(place, with: Array(text.utf8))
        }
        return Segmentation(bytes: patched)
    }

    func labels() throws -> LabelVolume {
        let folder = try TemporaryFolder()
        try folder.write(bytes, to: "mask.dcm")
        return try MaskFile(path: folder.path("mask.dcm"), name: "mask.dcm").labels()
    }

    private static func segment(_ number: Int, type: String) -> [DICOMElement] {
        [
            .number(0x0062, 0x0004, number), .text(0x0062, 0x0005, "segment \(number)"),
            DICOMElement(
                0x0062, 0x000F,
                .sequence([[.text(0x0008, 0x0100, type), .text(0x0008, 0x0102, "SCT")]])),
        ]
    }

    private static func group(
        _ segment: Int, _ frame: String, of instance: String
    ) -> [DICOMElement] {
        let image: [DICOMElement] = [
            .text(0x0008, 0x1155, instance), .text(0x0008, 0x1160, frame),
        ]
        return [
            DICOMElement(
                0x0008, 0x9124, .sequence([[DICOMElement(0x0008, 0x2112, .sequence([image]))]])),
            DICOMElement(0x0062, 0x000A, .sequence([[.number(0x0062, 0x000B, segment)]])),
        ]
    }
}
