import DICOMFiles
import Raster

/// Compares a Segmentation that was read back with the masks, pixel for pixel.
struct SegmentationCheck {
    let subject: ResultSubject
    let plan: SegmentPlan
    let pictures: any ResultPictures

    func check(_ file: DICOMFile) throws(ResultGap) {
        let object: SegmentationObject
        var frames: [SegmentationObject.SourceFrame: [(segment: Int, index: Int)]] = [:]
        do throws(DICOMProblem) {
            object = try SegmentationObject(file)
        } catch {
            throw contradiction(error.message)
        }
        for (index, frame) in object.frames.enumerated() {
            guard let source = frame.source else { throw contradiction("a frame without source") }
            frames[source, default: []].append((frame.segment, index))
        }
        let count = subject.readFrames.count
        guard frames.count == count else {
            throw contradiction("\(frames.count) source frames, not \(count)")
        }
        for (place, frame) in subject.frames.enumerated() where frame.record.files.mask != nil {
            let mask = try pictures.mask(of: frame.record)
            try check(frame, plan.segmentNumbers(of: mask, place: place), frames, object)
        }
    }

    private func check(
        _ frame: ResultSubject.Frame, _ expected: [UInt8],
        _ frames: [SegmentationObject.SourceFrame: [(segment: Int, index: Int)]],
        _ object: SegmentationObject
    ) throws(ResultGap) {
        let place = SegmentationObject.SourceFrame(
            sopInstanceUID: frame.source.sopInstanceUID, number: frame.record.source.frame ?? 1)
        var found = [UInt8](repeating: 0, count: object.size.count)
        for (segment, index) in frames[place] ?? [] {
            let plane: Plane<UInt8>
            do throws(DICOMProblem) {
                plane = try object.mask(ofFrame: index)
            } catch {
                throw contradiction(error.message)
            }
            for pixel in plane.samples.indices where plane.samples[pixel] == 1 {
                found[pixel] = UInt8(segment)
            }
        }
        guard found == expected else {
            throw contradiction("the mask of frame \(frame.number) of \(subject.shortName)")
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the segmentation", detail: detail)
    }
}
