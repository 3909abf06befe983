import DICOMFiles
import Geometry
import StudyModel

/// What a Segmentation says of its frames (PS3.3 §C.7.6.16): segment and source of each, and in a volume
/// its place in the patient.
struct FunctionalGroups {
    let subject: ResultSubject
    let segments: [SegmentDescription]
    let identity: ResultIdentity
    /// As it is written; `nil` when frames have no place in the patient.
    let frameOfReferenceUID: String?

    /// Of frames in the Segmentation.
    var count: Int { subject.readFrames.count * segments.count }

    var elements: [DICOMElement] {
        place
            + [
                DICOMElement(0x0020, 0x9221, .sequence([[dimensionUID]])),
                DICOMElement(
                    0x0020, 0x9222,
                    .sequence([
                        dimension(
                            DICOMTag(0x0062, 0x000B), in: DICOMTag(0x0062, 0x000A), "Segment"),
                        isPlaced
                            ? dimension(
                                DICOMTag(0x0020, 0x0032), in: DICOMTag(0x0020, 0x9113), "Slice")
                            : dimension(
                                DICOMTag(0x0020, 0x9128), in: DICOMTag(0x0020, 0x9111), "Frame"),
                    ])),
                DICOMElement(0x5200, 0x9229, .sequence([shared])),
                DICOMElement(0x5200, 0x9230, .sequence(frames)),
            ]
    }

    /// By segment and place in time or space.
    private func dimension(
        _ pointer: DICOMTag, in group: DICOMTag, _ label: String
    ) -> [DICOMElement] {
        [
            dimensionUID, DICOMElement(0x0020, 0x9165, .tags([pointer])),
            DICOMElement(0x0020, 0x9167, .tags([group])), .text(0x0020, 0x9421, label),
        ]
    }

    private var dimensionUID: DICOMElement {
        .text(0x0020, 0x9164, identity.uid("dimensions", subject.key))
    }

    // MARK: Places

    private var isPlaced: Bool { frameOfReferenceUID != nil }

    private var place: [DICOMElement] {
        guard let uid = frameOfReferenceUID else { return [] }
        return [.text(0x0020, 0x0052, uid), .text(0x0020, 0x1040, "")]
    }

    private var shared: [DICOMElement] {
        guard isPlaced, let geometry = subject.volume?.geometry else { return [] }
        let spacing = geometry.planes[0].spacing
        var measures: [DICOMElement] = [
            .number(0x0018, 0x0050, geometry.thickness),
            DICOMElement(
                0x0028, 0x0030,
                .numbers([spacing.betweenRows.value, spacing.betweenColumns.value])),
        ]
        if geometry.isEven {
            measures.append(.number(0x0018, 0x0088, geometry.spacingBetweenSlices))
        }
        return [DICOMElement(0x0028, 0x9110, .sequence([measures]))]
            + (geometry.sharesOrientation ? [geometry.planes[0].orientation] : [])
    }

    private func place(of slice: Int) -> [DICOMElement] {
        guard isPlaced, let geometry = subject.volume?.geometry else { return [] }
        let plane = geometry.planes[slice]
        let position = DICOMElement(0x0020, 0x0032, .numbers(plane.origin.coordinates))
        return [DICOMElement(0x0020, 0x9113, .sequence([[position]]))]
            + (geometry.sharesOrientation ? [] : [plane.orientation])
    }

    // MARK: Frames

    private var frames: [[DICOMElement]] {
        var place = 0
        return subject.frames.enumerated().flatMap { slice, frame -> [[DICOMElement]] in
            guard frame.record.files.mask != nil else { return [] }
            place += 1
            return segments.map { segment in
                group(segment: segment.number, place: place, of: frame) + self.place(of: slice)
            }
        }
    }

    private func group(
        segment: Int, place: Int, of frame: ResultSubject.Frame
    ) -> [DICOMElement] {
        let image =
            frame.reference + [
                .text(0x0028, 0x135A, "YES"),
                Code("121322", "DCM", "Source image for image processing operation")
                    .sequence(0x0040, 0xA170),
            ]
        let derivation: [DICOMElement] = [
            Code("113076", "DCM", "Segmentation").sequence(0x0008, 0x9215),
            DICOMElement(0x0008, 0x2112, .sequence([image])),
        ]
        var content = [DICOMElement(0x0020, 0x9157, .numbers([Double(segment), Double(place)]))]
        if !isPlaced { content.append(.number(0x0020, 0x9128, place)) }
        return [
            DICOMElement(0x0008, 0x9124, .sequence([derivation])),
            DICOMElement(0x0020, 0x9111, .sequence([content])),
            DICOMElement(0x0062, 0x000A, .sequence([[.number(0x0062, 0x000B, segment)]])),
        ]
    }
}

extension VolumeGeometry {
    /// Whether one distance holds between all neighbours.
    fileprivate var isEven: Bool {
        irregularities.allSatisfy { if case .shear = $0 { true } else { false } }
    }

    fileprivate var sharesOrientation: Bool {
        planes.allSatisfy {
            $0.alongRow == planes[0].alongRow && $0.alongColumn == planes[0].alongColumn
        }
    }
}

extension SlicePlane {
    /// Plane Orientation Sequence.
    fileprivate var orientation: DICOMElement {
        let directions = DICOMElement(
            0x0020, 0x0037, .numbers(alongRow.coordinates + alongColumn.coordinates))
        return DICOMElement(0x0020, 0x9116, .sequence([[directions]]))
    }
}

extension PatientPoint {
    fileprivate var coordinates: [Double] { [left, posterior, superior] }
}
