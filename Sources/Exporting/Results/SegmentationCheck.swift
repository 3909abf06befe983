import DICOMFiles
import Digest
import Raster
import Reporting
import StudyModel

/// Reads a Segmentation back and compares it with the masks of the report, pixel for pixel.
struct SegmentationCheck {
    let source: SourceHeader
    let records: [ItemRecord]
    /// One per record.
    let masks: [SHA256Digest]

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
        for (record, mask) in zip(records, masks) { try check(record, mask, frames, object) }
    }

    private func check(
        _ record: ItemRecord, _ mask: SHA256Digest,
        _ frames: [SegmentationObject.SourceFrame: [(segment: Int, index: Int)]],
        _ object: SegmentationObject
    ) throws(ResultGap) {
        let number = record.source.frame ?? 1
        let place = SegmentationObject.SourceFrame(
            sopInstanceUID: source.sopInstanceUID, number: number)
        var found = LabelPlane(size: object.size, filledWith: MaskLabel.background)
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
        guard SegmentationWriter.digest(of: found) == mask else {
            throw contradiction("the mask of frame \(number)")
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the segmentation", detail: detail)
    }
}
