import DICOMFiles
import Digest
import Raster

/// Reads a Segmentation back and compares it with what it was made of, pixel for pixel.
struct SegmentationCheck {
    let subject: ResultSubject
    /// Of the segment numbers of each frame that was read.
    let digests: [SHA256Digest]

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
        let expected = subject.readFrames
        guard frames.count == expected.count, digests.count == expected.count else {
            throw contradiction("\(frames.count) source frames, not \(expected.count)")
        }
        for (frame, digest) in zip(expected, digests) {
            try check(frame, digest, frames, object)
        }
    }

    private func check(
        _ frame: ResultSubject.Frame, _ digest: SHA256Digest,
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
        guard SHA256Digest(of: found) == digest else {
            throw contradiction("the mask of frame \(frame.number) of \(subject.shortName)")
        }
    }

    private func contradiction(_ detail: String) -> ResultGap {
        .contradiction(object: "the segmentation", detail: detail)
    }
}
