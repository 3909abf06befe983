import DICOMFiles
import ImageCodecs
import Reporting

/// The annotated pictures of a subject, one size for all; each is read when it is asked for.
struct CaptureAlbum {
    /// At least one.
    let frames: [ResultSubject.Frame]
    let columns: Int
    let rows: Int
    private let pictures: any ResultPictures

    /// - Returns: `nil` when none of `frames` has a picture.
    /// - Throws: `ResultGap` when a picture cannot be read.
    init?(
        of frames: [ResultSubject.Frame], pictures: any ResultPictures
    ) throws(ResultGap) {
        var shown: [ResultSubject.Frame] = []
        var (columns, rows) = (0, 0)
        for frame in frames {
            guard let overlay = try pictures.overlay(of: frame.record) else { continue }
            shown.append(frame)
            columns = max(columns, overlay.size.columns)
            rows = max(rows, overlay.size.rows)
        }
        guard !shown.isEmpty else { return nil }
        (self.frames, self.columns, self.rows) = (shown, columns, rows)
        self.pictures = pictures
    }

    /// Red, green and blue of each pixel.
    func samples(of frame: ResultSubject.Frame) throws(ResultGap) -> [UInt8] {
        guard let overlay = try pictures.overlay(of: frame.record),
            let picture = CapturePicture(overlay)
        else { throw .picture(path: frame.record.source.item, detail: "is not in colours") }
        return picture.padded(columns: columns, rows: rows)
    }

    /// Of all frames.
    var pixels: PixelStream {
        PixelStream(byteCount: frames.count * columns * rows * 3) {
            var rest = frames[...]
            return { try rest.popFirst().map(samples) }
        }
    }

    /// At most `limit` of `frames`, first and last among them.
    static func chosen<Frame>(of frames: [Frame], limit: Int) -> [Frame] {
        guard frames.count > limit else { return frames }
        return (0..<limit).map { frames[$0 * (frames.count - 1) / (limit - 1)] }
    }
}

/// A picture in colours.
struct CapturePicture {
    let columns: Int
    let rows: Int
    /// Red, green and blue of each pixel.
    let samples: [UInt8]

    init?(_ picture: InterleavedImage) {
        guard case .eight(let samples) = picture.samples else { return nil }
        switch picture.channels {
        case .rgb: self.samples = samples
        case .grey: self.samples = samples.flatMap { [$0, $0, $0] }
        case .greyAlpha, .rgba: return nil
        }
        columns = picture.size.columns
        rows = picture.size.rows
    }

    /// At the upper left; the rest has the colour of the last pixel, which is the footer's ground.
    func padded(columns width: Int, rows height: Int) -> [UInt8] {
        guard width != columns || height != rows else { return samples }
        let ground = Array(samples.suffix(3))
        var padded: [UInt8] = []
        padded.reserveCapacity(width * height * 3)
        for row in 0..<height {
            let line = row < rows ? samples[row * columns * 3..<(row + 1) * columns * 3] : []
            padded += line
            for _ in (row < rows ? columns : 0)..<width { padded += ground }
        }
        return padded
    }
}
