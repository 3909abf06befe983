import Agreement
import DICOMFiles
import ImageCodecs
import StudyModel

/// A DICOM Segmentation of one image or cine: a slice for each frame that it has. Segments whose
/// property type is a nerve become the label of nerves, vessels theirs, any other `10` and up in
/// order of segments; a nerve lies over what else claims its pixels.
enum DICOMMaskSource: MaskSource {
    static func labels(of bytes: [UInt8], at path: String) throws(MaskProblem) -> LabelVolume {
        do throws(DICOMProblem) {
            let file = try DICOMFile(path: path, maximumInflatedBytes: Files.maximumMaskBytes)
            let object = try SegmentationObject(file)
            return try FrameLabels(of: object, named: try segmentLabels(of: object)).volume()
        } catch {
            throw MaskProblem(error.name, error.message)
        }
    }

    /// - Throws: where no segment is a nerve: which one is meant would be a guess.
    private static func segmentLabels(
        of object: SegmentationObject
    ) throws(DICOMProblem) -> [Int: Int32] {
        var labels: [Int: Int32] = [:]
        for (index, segment) in object.segments.enumerated() {
            labels[segment.number] =
                switch segment.type {
                case let type? where nerves.contains(type): Int32(MaskLabel.nerve)
                case let type? where vessels.contains(type): Int32(MaskLabel.vessel)
                default: Int32(10 + index)
                }
        }
        guard labels.values.contains(Int32(MaskLabel.nerve)) else {
            throw .invalidAttribute(
                DICOMAttribute("SegmentedPropertyTypeCodeSequence", 0x0062, 0x000F),
                found: object.segments.map(\.label).joined(separator: ", "),
                allowed: "a segment whose type is a nerve")
        }
        return labels
    }

    /// Value and scheme: nerve and peripheral nerve of PS3.16, sciatic nerve of the NCI Thesaurus.
    private static let nerves: Set<String> = ["91728009^SCT", "84782009^SCT", "C52810^NCIt"]
    private static let vessels: Set<String> = ["59820001^SCT"]
}

/// The labels of every frame of one image.
private struct FrameLabels {
    private let object: SegmentationObject
    private let labels: [Int: Int32]
    /// The source frame of each frame, and all of them once, ascending.
    private let numbers: [Int]
    private let frames: [Int]
    private let size: MaskSize

    /// - Throws: where the frames belong to several instances: their order is not stated here; and
    ///   for more voxels than a volume may have.
    init(of object: SegmentationObject, named labels: [Int: Int32]) throws(DICOMProblem) {
        let sources = object.frames.compactMap(\.source)
        guard sources.count == object.frames.count,
            Set(sources.map(\.sopInstanceUID)).count == 1
        else {
            throw .damaged(
                detail: "frames that are not all drawn on one image; export volumes as NIfTI")
        }
        self.object = object
        self.labels = labels
        numbers = sources.map(\.number)
        frames = Set(numbers).sorted()
        let plane = object.size
        let allowed = DecodingLimits.volume.maximumPixels
        guard
            let size = MaskSize(
                columns: plane.columns, rows: plane.rows, slices: frames.count),
            size.count <= allowed
        else {
            throw .tooManyPixels(
                columns: plane.columns, rows: plane.rows, allowed: allowed / frames.count)
        }
        self.size = size
    }

    func volume() throws(DICOMProblem) -> LabelVolume {
        let slices = Dictionary(uniqueKeysWithValues: zip(frames, frames.indices))
        var voxels = [Int32](repeating: 0, count: size.count)
        for (index, frame) in object.frames.enumerated() {
            guard let label = labels[frame.segment], let slice = slices[numbers[index]] else {
                throw .damaged(detail: "a frame of segment \(frame.segment) that is not described")
            }
            let start = slice * object.size.count
            for (place, sample) in try object.mask(ofFrame: index).samples.enumerated()
            where sample == 1 {
                let known = voxels[start + place]
                voxels[start + place] = known == 0 ? label : min(known, label)
            }
        }
        var volume = LabelVolume(size: size, labels: voxels)
        volume.frames = frames
        return volume
    }
}
