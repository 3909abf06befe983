import DICOMFiles
import Raster
import Reporting
import StudyModel

/// The masks of one subject as a binary Segmentation (PS3.3 §A.51).
///
/// Every frame refers to the frame it was drawn on. Every frame that was read has a frame in each
/// segment, empty ones too: that nothing was found is a finding. Ultrasound has no frame of reference,
/// and none is invented; slices of a volume have their places.
struct SegmentationWriter {
    let modules: ResultModules
    let subject: ResultSubject
    let plan: SegmentPlan
    let pictures: any ResultPictures
    /// From 1, within the series.
    let number: Int

    /// All segments of one frame, then those of the next: each mask is read, used and forgotten.
    private var pixels: PixelStream {
        let frames = subject.frames.enumerated().filter { $0.element.record.files.mask != nil }
        let bitCount =
            plan.segments.count * frames.count * subject.source.rows * subject.source.columns
        return PixelStream(byteCount: (bitCount + 7) / 8) { [plan, pictures] in
            var (rest, bits) = (frames[...], BitSequence())
            return {
                guard let (place, frame) = rest.popFirst() else {
                    defer { bits = BitSequence() }
                    return bits.count == 0 ? nil : Array(bits.evenBytes.prefix(1))
                }
                let numbers = plan.segmentNumbers(
                    of: try pictures.mask(of: frame.record), place: place)
                for segment in plan.segments {
                    bits.append(numbers, equalTo: UInt8(segment.number))
                }
                return bits.takeFullBytes()
            }
        }
    }

    /// What occurs in the masks, read one by one.
    ///
    /// - Throws: `ResultGap` when a mask cannot be read, or has another size than its source.
    static func plan(
        _ subject: ResultSubject, pictures: any ResultPictures, identity: ResultIdentity
    ) throws(ResultGap) -> SegmentPlan {
        var labels: Set<UInt8> = []
        let source = subject.source
        for frame in subject.readFrames {
            let mask = try pictures.mask(of: frame.record)
            guard mask.size.columns == source.columns, mask.size.rows == source.rows else {
                throw .contradiction(
                    object: "the segmentation",
                    detail: "a mask of \(mask.size.columns) × \(mask.size.rows) pixels")
            }
            labels.formUnion(mask.samples)
        }
        return SegmentPlan(subject, labels: labels, identity: identity)
    }

    func dataSet() throws(DICOMWriteError) -> DICOMDataSet {
        let set = try modules.dataSet(
            .segmentation, sopClass: SegmentationObject.sopClassUID, of: subject, number: number)
        let groups = FunctionalGroups(
            subject: subject, segments: plan.segments, identity: modules.identity,
            frameOfReferenceUID: frameOfReferenceUID)
        try ResultModules.putLossyCompression(of: subject.sources, into: set)
        try set.put(description + pixelDescription(frames: groups.count))
        try set.put(pixels)
        try set.put([
            ResultModules.referencedSeries(of: subject.sources),
            DICOMElement(0x0062, 0x0002, .sequence(plan.segments.map(\.item))),
        ])
        try set.put(groups.elements)
        return set
    }

    /// One that is no UID places nothing.
    private var frameOfReferenceUID: String? {
        guard let uid = subject.volume?.frameOfReferenceUID, UniqueIdentifier.isLawful(uid) else {
            return nil
        }
        return modules.pseudonyms?.uid(uid) ?? uid
    }

    private var description: [DICOMElement] {
        [
            .text(0x0008, 0x0008, "DERIVED\\PRIMARY"),
            .text(0x0020, 0x0020, ""),
            .text(0x0070, 0x0080, "NERVE"),
            .text(0x0070, 0x0081, "Outlines for review"),
            .text(0x0070, 0x0084, ""),
            .text(0x0062, 0x0001, "BINARY"),
        ]
    }

    private func pixelDescription(frames: Int) -> [DICOMElement] {
        [
            .number(0x0028, 0x0002, 1),
            .text(0x0028, 0x0004, "MONOCHROME2"),
            .number(0x0028, 0x0008, frames),
            .number(0x0028, 0x0010, subject.source.rows),
            .number(0x0028, 0x0011, subject.source.columns),
            .number(0x0028, 0x0100, 1),
            .number(0x0028, 0x0101, 1),
            .number(0x0028, 0x0102, 0),
            .number(0x0028, 0x0103, 0),
        ]
    }
}
