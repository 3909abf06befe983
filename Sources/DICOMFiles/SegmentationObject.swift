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

    /// - Throws: `DICOMProblem` for another object, for compressed pixels, for attributes that break
    ///   PS3.3, and for a Segmentation whose frames do not add up.
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
        segments = try Self.segments(root)
        frames = try Self.frames(root)
        guard case .native(let bytes) = file.pixelStorage else {
            throw .unsupportedTransferSyntax(file.transferSyntax)
        }
        let samples = size.count.multipliedReportingOverflow(by: frames.count)
        let perByte = threshold == nil ? 8 : 1
        guard !samples.overflow, bytes >= samples.partialValue.dividedRoundingUp(by: perByte)
        else {
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
                offset: first / 8, count: end.dividedRoundingUp(by: 8) - first / 8)
            samples = BitSequence.bits(size.count, from: first % 8, of: bytes).map { $0 ? 1 : 0 }
        }
        return Plane(size: size, samples: samples)
    }

    private static func size(_ root: DICOMFile.Item) throws(DICOMProblem) -> PlaneSize {
        guard
            let size = PlaneSize(
                columns: try root.integer(.columns, in: 1...65535),
                rows: try root.integer(.rows, in: 1...65535))
        else { throw .damaged(detail: "no pixels") }
        return size
    }

    private static func threshold(_ root: DICOMFile.Item) throws(DICOMProblem) -> UInt8? {
        let type = root.text(.segmentationType) ?? "nothing"
        switch type {
        case "BINARY":
            _ = try root.integer(.bitsAllocated, in: 1...1)
            return nil
        case "FRACTIONAL":
            _ = try root.integer(.bitsAllocated, in: 8...8)
            let maximum = try root.integer(.maximumFractionalValue, in: 1...255)
            return UInt8(maximum.dividedRoundingUp(by: 2))
        default:
            throw .invalidAttribute(
                .segmentationType, found: String(type.prefix(40)), allowed: "BINARY or FRACTIONAL")
        }
    }

    private static func segments(_ root: DICOMFile.Item) throws(DICOMProblem) -> [Segment] {
        var segments: [Segment] = []
        for item in root.items(.segments) {
            let type = item.item(.segmentedPropertyType, at: 0)
            segments.append(
                Segment(
                    number: try item.integer(.segmentNumber, in: 1...65535),
                    label: item.text(.segmentLabel) ?? "",
                    type: type.flatMap { code in
                        code.text(.codeValue).map { "\($0)^\(code.text(.codingScheme) ?? "")" }
                    }))
        }
        return segments
    }

    /// What a frame says itself comes before what all frames share.
    private static func frames(_ root: DICOMFile.Item) throws(DICOMProblem) -> [Frame] {
        let shared = root.item(.sharedGroups, at: 0)
        var frames: [Frame] = []
        for group in root.items(.perFrameGroups) {
            let places = [group] + (shared.map { [$0] } ?? [])
            let identification = places.lazy.compactMap { $0.item(.segmentIdentification, at: 0) }
            guard let segment = try identification.first?.integer(.referencedSegment, in: 1...65535)
            else { throw .missingAttribute(.referencedSegment) }
            let images = places.lazy.compactMap {
                $0.item(.derivationImage, at: 0)?.item(.sourceImage, at: 0)
            }
            frames.append(Frame(segment: segment, source: try images.first.flatMap(source)))
        }
        guard try root.integer(.numberOfFrames, in: 1...Int(Int32.max)) == frames.count else {
            throw .damaged(detail: "\(frames.count) items of frames, another Number of Frames")
        }
        return frames
    }

    /// - Throws: for a frame drawn on several.
    private static func source(_ image: DICOMFile.Item) throws(DICOMProblem) -> SourceFrame? {
        guard let uid = image.text(.referencedSOPInstanceUID) else { return nil }
        let count = image.valueCount(.referencedFrameNumber)
        guard count <= 1 else {
            throw .invalidAttribute(
                .referencedFrameNumber, found: "\(count) numbers", allowed: "one")
        }
        return SourceFrame(
            sopInstanceUID: uid,
            number: try image.integer(
                .referencedFrameNumber, in: 1...Int(Int32.max), otherwise: 1))
    }
}

extension DICOMFile.Item.Number {
    /// The number when it is whole.
    package var whole: Int? {
        if case .value(let value) = self { Int(exactly: value) } else { nil }
    }
}

extension Int {
    /// - Precondition: both are positive or 0.
    fileprivate func dividedRoundingUp(by divisor: Int) -> Int {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return quotient + (rest > 0 ? 1 : 0)
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
