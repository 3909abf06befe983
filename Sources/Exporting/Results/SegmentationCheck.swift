import DICOMFiles
import Raster
import Reporting
import StudyModel

/// Reads a Segmentation back and compares it with the masks of the report, pixel for pixel.
struct SegmentationCheck {
    let source: SourceHeader
    let records: [ItemRecord]
    let pictures: any ResultPictures

    func check(_ bytes: [UInt8]) throws(ResultGap) {
        let object: SegmentationObject
        var frames: [SegmentationObject.SourceFrame: [(segment: Int, index: Int)]] = [:]
        do throws(DICOMProblem) {
            object = try SegmentationObject(DICOMFile(bytes: bytes))
        } catch {
            throw contradiction(error.message)
        }
        for (index, frame) in object.frames.enumerated() {
            guard let source = frame.source else { throw contradiction("a frame without source") }
            frames[source, default: []].append((frame.segment, index))
        }
        guard frames.count == records.count else {
            throw contradiction("\(frames.count) source frames, not \(records.count)")
        }
        for record in records { try check(record, frames, object) }
    }

    private func check(
        _ record: ItemRecord,
        _ frames: [SegmentationObject.SourceFrame: [(segment: Int, index: Int)]],
        _ object: SegmentationObject
    ) throws(ResultGap) {
        let number = record.source.frame ?? 1
        let place = SegmentationObject.SourceFrame(
            sopInstanceUID: source.sopInstanceUID, number: number)
        let mask = try pictures.mask(of: record)
            .map { $0 == MaskLabel.nerve || $0 == MaskLabel.vessel ? $0 : MaskLabel.background }
        var found = LabelPlane(size: mask.size, filledWith: MaskLabel.background)
        for (segment, index) in frames[place] ?? [] {
            let plane: Plane<UInt8>
            do throws(DICOMProblem) {
                plane = try object.mask(ofFrame: index)
            } catch {
                throw contradiction(error.message)
            }
            let label = segment == 1 ? MaskLabel.nerve : MaskLabel.vessel
            for pixel in plane.samples.indices where plane.samples[pixel] == 1 {
                found.samples[pixel] = label
            }
        }
        guard found == mask else { throw contradiction("the mask of frame \(number)") }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the segmentation", detail: detail)
    }
}
