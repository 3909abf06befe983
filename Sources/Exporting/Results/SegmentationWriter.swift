import Anatomy
import DICOMFiles
import Digest
import Raster
import Reporting
import StudyModel

/// The outlines of one source instance as a binary Segmentation (PS3.3 §A.51).
///
/// Ultrasound has no frame of reference, and none is invented: every frame refers to the frame it was
/// drawn on instead. Every frame that was read has a frame in each segment, empty ones too: that
/// nothing was found is a finding.
struct SegmentationWriter {
    let modules: ResultModules
    let source: SourceHeader
    /// Those of the frames that were read, in order.
    let records: [ItemRecord]
    /// From 1, within the series.
    let number: Int

    /// Segments and their pixels, all frames of one segment after another.
    struct Content {
        let segments: [SegmentDescription]
        let bits: BitSequence
        /// Of what the segments show of each record's mask.
        let masks: [SHA256Digest]
    }

    /// Masks are read one by one, each once.
    ///
    /// - Throws: `ResultGap` when a mask cannot be read.
    func content(of pictures: any ResultPictures) throws(ResultGap) -> Content {
        let count = records.count * source.rows * source.columns
        var bits = BitSequence(capacity: 2 * count)
        var vesselBits = BitSequence(capacity: count)
        var masks: [SHA256Digest] = []
        var hasVessel = false
        for record in records {
            let mask = try pictures.mask(of: record)
            guard mask.size.columns == source.columns, mask.size.rows == source.rows else {
                throw .contradiction(
                    object: "the segmentation",
                    detail: "a mask of \(mask.size.columns) × \(mask.size.rows) pixels")
            }
            hasVessel = hasVessel || mask.samples.contains(MaskLabel.vessel)
            bits.append(mask.samples, equalTo: MaskLabel.nerve)
            vesselBits.append(mask.samples, equalTo: MaskLabel.vessel)
            masks.append(Self.digest(of: mask))
        }
        if hasVessel { bits.append(vesselBits) }
        return Content(segments: hasVessel ? [nerve, vessel] : [nerve], bits: bits, masks: masks)
    }

    /// Of the labels that have a segment; others count as background.
    static func digest(of mask: LabelPlane) -> SHA256Digest {
        SHA256Digest(
            of: mask.samples.lazy.map { label in
                label == MaskLabel.nerve || label == MaskLabel.vessel
                    ? label : MaskLabel.background
            })
    }

    func encoded(_ content: Content) throws(DICOMWriteError) -> [UInt8] {
        let set = try modules.dataSet(
            .segmentation, sopClass: SegmentationObject.sopClassUID, of: source,
            number: number)
        let dimensions = dimensions
        let count = content.segments.count
        try ResultModules.putLossyCompression(of: source, into: set)
        try set.put(description + pixels(content.bits, frames: records.count * count))
        try set.put([
            ResultModules.referencedSeries(of: [source]), dimensions.organization, dimensions.index,
            DICOMElement(0x0062, 0x0002, .sequence(content.segments.map(\.item))),
            DICOMElement(0x5200, 0x9229, .sequence([[]])),
            DICOMElement(0x5200, 0x9230, .sequence(frames(of: count))),
        ])
        return try set.file(as: .explicitLittleEndian)
    }

    private var nerve: SegmentDescription {
        .nerve(in: records, identity: modules.identity, instance: source.sopInstanceUID)
    }

    private var vessel: SegmentDescription {
        .vessel(identity: modules.identity, instance: source.sopInstanceUID)
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
            .number(0x0028, 0x0010, source.rows),
            .number(0x0028, 0x0011, source.columns),
            .number(0x0028, 0x0100, 1),
            .number(0x0028, 0x0101, 1),
            .number(0x0028, 0x0102, 0),
            .number(0x0028, 0x0103, 0),
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 1, bits.evenBytes)),
        ]
    }

    // MARK: Frames

    /// By segment and place in time.
    private var dimensions: (organization: DICOMElement, index: DICOMElement) {
        let uid = DICOMElement.text(
            0x0020, 0x9164, modules.identity.uid("dimensions", source.sopInstanceUID))
        func dimension(
            _ pointer: DICOMTag, in group: DICOMTag, _ label: String
        ) -> [DICOMElement] {
            [
                uid, DICOMElement(0x0020, 0x9165, .tags([pointer])),
                DICOMElement(0x0020, 0x9167, .tags([group])), .text(0x0020, 0x9421, label),
            ]
        }
        return (
            DICOMElement(0x0020, 0x9221, .sequence([[uid]])),
            DICOMElement(
                0x0020, 0x9222,
                .sequence([
                    dimension(
                        DICOMTag(0x0062, 0x000B), in: DICOMTag(0x0062, 0x000A), "Segment"),
                    dimension(DICOMTag(0x0020, 0x9128), in: DICOMTag(0x0020, 0x9111), "Frame"),
                ]))
        )
    }

    private func frames(of segments: Int) -> [[DICOMElement]] {
        (1...segments).flatMap { segment in
            records.enumerated().map { place, record in
                frame(segment: segment, place: place + 1, of: record.source.frame ?? 1)
            }
        }
    }

    private func frame(segment: Int, place: Int, of number: Int) -> [DICOMElement] {
        let image =
            source.reference(frame: number) + [
                .text(0x0028, 0x135A, "YES"),
                Code("121322", "DCM", "Source image for image processing operation")
                    .sequence(0x0040, 0xA170),
            ]
        let derivation: [DICOMElement] = [
            Code("113076", "DCM", "Segmentation").sequence(0x0008, 0x9215),
            DICOMElement(0x0008, 0x2112, .sequence([image])),
        ]
        let content: [DICOMElement] = [
            .number(0x0020, 0x9128, place),
            DICOMElement(0x0020, 0x9157, .numbers([Double(segment), Double(place)])),
        ]
        return [
            DICOMElement(0x0008, 0x9124, .sequence([derivation])),
            DICOMElement(0x0020, 0x9111, .sequence([content])),
            DICOMElement(0x0062, 0x000A, .sequence([[.number(0x0062, 0x000B, segment)]])),
        ]
    }
}
