import DICOMFiles
import Digest
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
    /// From 1, within the series.
    let number: Int

    /// Segments and their pixels: all segments of one frame, then those of the next.
    struct Content {
        let plan: SegmentPlan
        let bits: BitSequence
        /// Of the segment numbers of each frame that was read.
        let digests: [SHA256Digest]
    }

    /// Masks are read one by one: once to see what occurs in them, once for their pixels.
    ///
    /// - Throws: `ResultGap` when a mask cannot be read.
    func content(of pictures: any ResultPictures) throws(ResultGap) -> Content {
        let plan = try self.plan(of: pictures)
        let count = subject.source.rows * subject.source.columns
        var bits = BitSequence(
            capacity: plan.segments.count * subject.readFrames.count * count)
        var digests: [SHA256Digest] = []
        for (place, frame) in subject.frames.enumerated() where frame.record.files.mask != nil {
            let numbers = plan.segmentNumbers(
                of: try pictures.mask(of: frame.record), place: place)
            for segment in plan.segments {
                bits.append(numbers, equalTo: UInt8(segment.number))
            }
            digests.append(SHA256Digest(of: numbers))
        }
        return Content(plan: plan, bits: bits, digests: digests)
    }

    private func plan(of pictures: any ResultPictures) throws(ResultGap) -> SegmentPlan {
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
        return SegmentPlan(subject, labels: labels, identity: modules.identity)
    }

    func encoded(_ content: Content) throws(DICOMWriteError) -> [UInt8] {
        let set = try modules.dataSet(
            .segmentation, sopClass: SegmentationObject.sopClassUID, of: subject, number: number)
        let groups = FunctionalGroups(
            subject: subject, segments: content.plan.segments, identity: modules.identity,
            frameOfReferenceUID: frameOfReferenceUID)
        try ResultModules.putLossyCompression(of: subject.sources, into: set)
        try set.put(description + pixels(content.bits, frames: groups.count))
        try set.put([
            ResultModules.referencedSeries(of: subject.sources),
            DICOMElement(0x0062, 0x0002, .sequence(content.plan.segments.map(\.item))),
        ])
        try set.put(groups.elements)
        return try set.file(as: .explicitLittleEndian)
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

    private func pixels(_ bits: BitSequence, frames: Int) -> [DICOMElement] {
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
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 1, bits.evenBytes)),
        ]
    }
}
