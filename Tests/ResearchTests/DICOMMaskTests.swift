import DICOMFiles
import Testing

@testable import Research

@Suite struct DICOMMaskTests {
    static let nerve = "84782009", muscle = "71616004", vessel = "59820001"

    @Test("frames are slices by their number; nerve and vessel have their labels, others from 10")
    func labels() throws {
        let file = try Segmentation(
            types: [Self.muscle, Self.nerve, Self.vessel],
            frames: [(1, 2, [0, 1, 1, 0]), (2, 2, [0, 1, 0, 0]), (3, 1, [1, 0, 0, 0])])
        let volume = try file.labels()
        #expect(volume.size.slices == 2)
        #expect(volume.labels == [2, 0, 0, 0, 0, 1, 10, 0])
    }

    @Test("a Segmentation without a nerve is refused: which segment is meant would be a guess")
    func withoutNerve() throws {
        let file = try Segmentation(types: [Self.muscle], frames: [(1, 1, [1, 0, 0, 0])])
        #expect(throws: MaskProblem.self) { try file.labels() }
    }

    @Test("frames of several images have no stated order, and are refused")
    func severalImages() throws {
        let file = try Segmentation(
            types: [Self.nerve], frames: [(1, 1, [1, 0, 0, 0]), (1, 1, [1, 0, 0, 0])],
            instances: ["1.2.1", "1.2.2"])
        let problem = #expect(throws: MaskProblem.self) { try file.labels() }
        #expect(problem?.detail.contains("NIfTI") == true)
    }

    @Test("another DICOM object is no mask")
    func otherObject() throws {
        let file = try Segmentation(
            types: [Self.nerve], frames: [(1, 1, [1, 0, 0, 0])],
            sopClass: "1.2.840.10008.5.1.4.1.1.7")
        let problem = #expect(throws: MaskProblem.self) { try file.labels() }
        #expect(problem?.detail.contains("Segmentation Storage") == true)
    }
}

/// A binary Segmentation of 2 × 2 pixels.
private struct Segmentation {
    let folder: TemporaryFolder
    let path: String

    /// - Parameters:
    ///   - types: SNOMED CT codes, of segments from 1.
    ///   - frames: segment, number of the source frame, pixels.
    init(
        types: [String], frames: [(segment: Int, source: Int, pixels: [UInt8])],
        instances: [String] = [], sopClass: String = SegmentationObject.sopClassUID
    ) throws {
        var bits = BitSequence(capacity: 4 * frames.count)
        for frame in frames { bits.append(frame.pixels, equalTo: 1) }
        let set = try DICOMDataSet()
        try set.put([
            .text(0x0008, 0x0016, sopClass), .text(0x0008, 0x0018, "1.2.9"),
            .number(0x0028, 0x0010, 2), .number(0x0028, 0x0011, 2),
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
        folder = try TemporaryFolder()
        path = folder.path("mask.dcm")
        try folder.write(try set.file(as: .explicitLittleEndian), to: "mask.dcm")
    }

    func labels() throws -> LabelVolume {
        try MaskFile(path: path, name: "mask.dcm").labels()
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
        _ segment: Int, _ frame: Int, of instance: String
    ) -> [DICOMElement] {
        let image: [DICOMElement] = [
            .text(0x0008, 0x1155, instance), .text(0x0008, 0x1160, "\(frame)"),
        ]
        return [
            DICOMElement(
                0x0008, 0x9124, .sequence([[DICOMElement(0x0008, 0x2112, .sequence([image]))]])),
            DICOMElement(0x0062, 0x000A, .sequence([[.number(0x0062, 0x000B, segment)]])),
        ]
    }
}
