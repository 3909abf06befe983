import Raster

/// A Segmentation (PS3.3 §A.51) that is read: masks by segment and source frame. Binary ones, and
/// fractional ones at half of their maximum.
package struct SegmentationObject {
    package struct Segment: Hashable, Sendable {
        package let number: Int
        package let label: String
        /// "value^scheme" of the property type, such as "84782009^SCT".
        package let type: String?
    }

    /// The frame of an image that a mask was drawn on.
    package struct SourceFrame: Hashable, Sendable {
        package let sopInstanceUID: String
        /// From 1.
        package let number: Int

        package init(sopInstanceUID: String, number: Int) {
            self.sopInstanceUID = sopInstanceUID
            self.number = number
        }
    }

    package struct Frame: Hashable, Sendable {
        package let segment: Int
        /// `nil` when the object does not say.
        package let source: SourceFrame?
    }

    package let segments: [Segment]
    package let frames: [Frame]
    package let size: PlaneSize
    /// Half of Maximum Fractional Value, rounded up; `nil` for one bit per pixel.
    private let threshold: UInt8?
    private let file: DICOMFile

    package static let sopClassUID = "1.2.840.10008.5.1.4.1.1.66.4"

    /// - Throws: `DICOMProblem` for another object, for compressed pixels, and for a Segmentation whose
    ///   frames do not add up.
    package init(_ file: DICOMFile) throws(DICOMProblem) {
        let root = file.root
        guard root.text(.sopClassUID) == Self.sopClassUID else {
            throw .invalidAttribute(
                .sopClassUID, found: root.text(.sopClassUID) ?? "nothing",
                allowed: "\(Self.sopClassUID) (Segmentation Storage)")
        }
        self.file = file
        size = try Self.size(root)
        threshold = try Self.threshold(root)
        segments = root.items(.segments).map(Segment.init)
        frames = try Self.frames(root)
        let bits = size.count * frames.count * (threshold == nil ? 1 : 8)
        guard case .native(let bytes) = file.pixelStorage else {
            throw .unsupportedTransferSyntax(file.transferSyntax)
        }
        guard bytes >= (bits + 7) / 8 else {
            throw .damaged(detail: "pixel data of \(bytes) bytes for \(frames.count) frames")
        }
    }

    /// The pixels of a frame that belong to its segment: 1, others 0.
    ///
    /// - Precondition: `index` is one of `frames`.
    package func mask(ofFrame index: Int) throws(DICOMProblem) -> Plane<UInt8> {
        let samples: [UInt8]
        if let threshold {
            samples = try file.nativeBytes(offset: index * size.count, count: size.count)
                .map { $0 >= threshold ? 1 : 0 }
        } else {
            let first = index * size.count
            let end = first + size.count
            let bytes = try file.nativeBytes(
                offset: first / 8, count: (end + 7) / 8 - first / 8)
            samples = BitSequence.bits(size.count, from: first % 8, of: bytes).map { $0 ? 1 : 0 }
        }
        return Plane(size: size, samples: samples)
    }

    private static func size(_ root: DICOMFile.Item) throws(DICOMProblem) -> PlaneSize {
        guard case .value(let rows) = root.number(.rows) else { throw .missingAttribute(.rows) }
        guard case .value(let columns) = root.number(.columns) else {
            throw .missingAttribute(.columns)
        }
        guard let size = PlaneSize(columns: Int(columns), rows: Int(rows)) else {
            throw .damaged(detail: "no pixels")
        }
        return size
    }

    private static func threshold(_ root: DICOMFile.Item) throws(DICOMProblem) -> UInt8? {
        let type = root.text(.segmentationType) ?? "nothing"
        switch type {
        case "BINARY": return nil
        case "FRACTIONAL":
            guard case .value(let maximum) = root.number(.maximumFractionalValue),
                (1...255).contains(maximum)
            else { throw .missingAttribute(.maximumFractionalValue) }
            return UInt8((maximum / 2).rounded(.up))
        default:
            throw .invalidAttribute(
                .segmentationType, found: type, allowed: "BINARY or FRACTIONAL")
        }
    }

    /// What a frame says itself comes before what all frames share.
    private static func frames(_ root: DICOMFile.Item) throws(DICOMProblem) -> [Frame] {
        let shared = root.item(.sharedGroups, at: 0)
        let groups = root.items(.perFrameGroups)
        var frames: [Frame] = []
        for group in groups {
            let places = [group] + (shared.map { [$0] } ?? [])
            let identification = places.lazy.compactMap { $0.item(.segmentIdentification, at: 0) }
            guard case .value(let segment)? = identification.first?.number(.referencedSegment)
            else { throw .missingAttribute(.referencedSegment) }
            frames.append(
                Frame(
                    segment: Int(segment),
                    source: places.lazy.compactMap { SourceFrame(derivedIn: $0) }.first))
        }
        guard case .value(let count) = root.number(.numberOfFrames), Int(count) == frames.count
        else {
            throw .damaged(detail: "\(frames.count) items of frames, another Number of Frames")
        }
        return frames
    }
}

extension SegmentationObject.Segment {
    fileprivate init(_ item: DICOMFile.Item) {
        let type = item.item(.segmentedPropertyType, at: 0)
        self.init(
            number: item.number(.segmentNumber).whole ?? 0,
            label: item.text(.segmentLabel) ?? "",
            type: type.flatMap { code in
                code.text(.codeValue).map { "\($0)^\(code.text(.codingScheme) ?? "")" }
            })
    }
}

extension SegmentationObject.SourceFrame {
    /// The first source image of the derivation, when there is one.
    fileprivate init?(derivedIn group: DICOMFile.Item) {
        guard let image = group.item(.derivationImage, at: 0)?.item(.sourceImage, at: 0),
            let uid = image.text(.referencedSOPInstanceUID)
        else { return nil }
        self.init(
            sopInstanceUID: uid, number: image.number(.referencedFrameNumber).whole ?? 1)
    }
}

extension DICOMFile.Item.Number {
    /// The number when it is whole.
    package var whole: Int? {
        if case .value(let value) = self { Int(exactly: value) } else { nil }
    }
}

extension DICOMAttribute {
    static let segmentationType = DICOMAttribute("SegmentationType", 0x0062, 0x0001)
    static let segments = DICOMAttribute("SegmentSequence", 0x0062, 0x0002)
    static let segmentNumber = DICOMAttribute("SegmentNumber", 0x0062, 0x0004)
    static let segmentLabel = DICOMAttribute("SegmentLabel", 0x0062, 0x0005)
    static let segmentIdentification = DICOMAttribute(
        "SegmentIdentificationSequence", 0x0062, 0x000A)
    static let referencedSegment = DICOMAttribute("ReferencedSegmentNumber", 0x0062, 0x000B)
    static let maximumFractionalValue = DICOMAttribute("MaximumFractionalValue", 0x0062, 0x000E)
    static let segmentedPropertyType = DICOMAttribute(
        "SegmentedPropertyTypeCodeSequence", 0x0062, 0x000F)
    static let codeValue = DICOMAttribute("CodeValue", 0x0008, 0x0100)
    static let codingScheme = DICOMAttribute("CodingSchemeDesignator", 0x0008, 0x0102)
    static let derivationImage = DICOMAttribute("DerivationImageSequence", 0x0008, 0x9124)
    static let sourceImage = DICOMAttribute("SourceImageSequence", 0x0008, 0x2112)
    static let referencedSOPInstanceUID = DICOMAttribute(
        "ReferencedSOPInstanceUID", 0x0008, 0x1155)
    static let referencedFrameNumber = DICOMAttribute("ReferencedFrameNumber", 0x0008, 0x1160)
}
