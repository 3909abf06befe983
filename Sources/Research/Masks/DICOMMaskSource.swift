import Agreement
import DICOMFiles
import StudyModel

/// A DICOM Segmentation of one image or cine: a slice for each of its frames. Segments whose property
/// type is a nerve become the label of nerves, vessels theirs, any other `10` and up in order of
/// segments; a nerve lies over what else claims its pixels.
enum DICOMMaskSource: MaskSource {
    static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.holds(Array("DICM".utf8), at: 128)
    }

    static func labels(of bytes: [UInt8], at path: String) throws(MaskProblem) -> LabelVolume {
        do throws(DICOMProblem) {
            let file = try DICOMFile(path: path, maximumInflatedBytes: Files.maximumMaskBytes)
            return try labels(of: try SegmentationObject(file))
        } catch {
            throw MaskProblem(error.name, error.message)
        }
    }

    private static func labels(
        of object: SegmentationObject
    ) throws(DICOMProblem) -> LabelVolume {
        let labels = try segmentLabels(of: object)
        let numbers = try frameNumbers(of: object)
        guard
            let size = MaskSize(
                columns: object.size.columns, rows: object.size.rows, slices: numbers.max() ?? 0)
        else { throw .damaged(detail: "no frames") }
        var voxels = [Int32](repeating: 0, count: size.count)
        for (index, frame) in object.frames.enumerated() {
            guard let label = labels[frame.segment] else {
                throw .damaged(detail: "a frame of segment \(frame.segment) that is not described")
            }
            let start = (numbers[index] - 1) * object.size.count
            for (place, sample) in try object.mask(ofFrame: index).samples.enumerated()
            where sample == 1 {
                let known = voxels[start + place]
                voxels[start + place] = known == 0 ? label : min(known, label)
            }
        }
        return LabelVolume(size: size, labels: voxels, spacing: nil, place: nil)
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

    /// - Throws: where the frames belong to several instances: their order is not stated here.
    private static func frameNumbers(
        of object: SegmentationObject
    ) throws(DICOMProblem) -> [Int] {
        let sources = object.frames.compactMap(\.source)
        let numbers = sources.map(\.number)
        guard numbers.count == object.frames.count,
            Set(sources.map(\.sopInstanceUID)).count == 1,
            numbers.allSatisfy({ 1...maximumFrame ~= $0 })
        else {
            throw .damaged(
                detail: "frames that are not all drawn on one image; export volumes as NIfTI")
        }
        return numbers
    }

    private static let maximumFrame = 100_000
    /// Value and scheme: nerve and peripheral nerve of PS3.16, sciatic nerve of the NCI Thesaurus.
    private static let nerves: Set<String> = ["91728009^SCT", "84782009^SCT", "C52810^NCIt"]
    private static let vessels: Set<String> = ["59820001^SCT"]
}
