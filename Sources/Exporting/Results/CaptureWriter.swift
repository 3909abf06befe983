import DICOMFiles
import ImageCodecs
import Raster
import Reporting

/// The annotated pictures of one subject as Secondary Capture, for viewers that show nothing else: one
/// picture of a still, a true colour multi-frame image of a cine or a volume (PS3.3 §A.8).
struct CaptureWriter {
    let modules: ResultModules
    let subject: ResultSubject
    let pictures: [CapturePicture]
    /// From 1, within the series.
    let number: Int

    static let stillClassUID = "1.2.840.10008.5.1.4.1.1.7"
    static let multiFrameClassUID = "1.2.840.10008.5.1.4.1.1.7.4"

    var sopClassUID: String { pictures.count == 1 ? Self.stillClassUID : Self.multiFrameClassUID }

    func encoded() throws(DICOMWriteError) -> [UInt8] {
        let set = try modules.dataSet(
            .capture, sopClass: sopClassUID, of: subject, number: number)
        try ResultModules.putLossyCompression(of: subject.sources, into: set)
        try set.put(content + pixels)
        if pictures.count > 1 { try set.put(multiFrame) }
        return try set.file(as: .explicitLittleEndian)
    }

    private var content: [DICOMElement] {
        [
            .text(0x0008, 0x0008, "DERIVED\\SECONDARY"),
            .text(0x0008, 0x0064, "WSD"),
            .text(
                0x0008, 0x2111,
                "Outlines, areas and scale drawn by nerve-measure, automated, unverified. "
                    + "Not a medical device."),
            DICOMElement(0x0008, 0x2112, .sequence(references)),
            .text(0x0020, 0x0020, ""),
            .text(0x0028, 0x0301, burnedInAnnotation),
        ]
    }

    private var references: [[DICOMElement]] {
        CaptureSource.all(of: pictures, in: subject).map { origin in
            origin.source.reference
                + (origin.frames.isEmpty
                    ? [] : [DICOMElement(0x0008, 0x1160, .numbers(origin.frames))])
                + [
                    Code("121322", "DCM", "Source image for image processing operation")
                        .sequence(0x0040, 0xA170)
                ]
        }
    }

    /// Whether the picture may identify the patient. Without identity nothing but trusted regions is
    /// shown; otherwise pictures are cropped, but only the source knows that it has no such text.
    private var burnedInAnnotation: String {
        let isAnonymous = modules.pseudonyms != nil
        let isClean = subject.sources.allSatisfy {
            $0.file.root.text(.burnedInAnnotation) == "NO"
        }
        return isAnonymous || isClean ? "NO" : "YES"
    }

    /// Frames are known by the number of their source frame, or of their slice.
    private var multiFrame: [DICOMElement] {
        [
            .number(0x0028, 0x0008, pictures.count),
            DICOMElement(0x0028, 0x0009, .tags([DICOMTag(0x0018, 0x2001)])),
            DICOMElement(0x0018, 0x2001, .numbers(pictures.map { Double($0.frame) })),
        ]
    }

    private var pixels: [DICOMElement] {
        let size = CapturePicture.size(holding: pictures)
        return [
            .number(0x0028, 0x0002, 3),
            .text(0x0028, 0x0004, "RGB"),
            .number(0x0028, 0x0006, 0),
            .number(0x0028, 0x0010, size.rows),
            .number(0x0028, 0x0011, size.columns),
            .number(0x0028, 0x0100, 8),
            .number(0x0028, 0x0101, 8),
            .number(0x0028, 0x0102, 7),
            .number(0x0028, 0x0103, 0),
            DICOMElement(
                0x7FE0, 0x0010,
                .pixels(
                    bitsAllocated: 8,
                    pictures.flatMap { $0.padded(columns: size.columns, rows: size.rows) }.even)),
        ]
    }
}

/// A file that pictures come from, and the numbers of their frames in it; none in a still.
struct CaptureSource {
    let source: SourceHeader
    let frames: [Double]

    /// In the order of the pictures.
    static func all(of pictures: [CapturePicture], in subject: ResultSubject) -> [CaptureSource] {
        let numbers = Set(pictures.map(\.frame))
        let shown = subject.frames.filter { numbers.contains($0.number) }
        let byFile = Dictionary(grouping: shown, by: \.source.sopInstanceUID)
        return subject.sources.compactMap { source in
            guard let frames = byFile[source.sopInstanceUID] else { return nil }
            let places = frames.map { Double($0.record.source.frame ?? 1) }
            return CaptureSource(source: source, frames: source.isMultiFrame ? places : [])
        }
    }
}

/// An annotated picture of one frame of a subject.
struct CapturePicture {
    /// Its number in the subject.
    let frame: Int
    let columns: Int
    let rows: Int
    /// Red, green and blue of each pixel.
    let samples: [UInt8]

    init?(_ picture: InterleavedImage, frame: Int) {
        guard case .eight(let samples) = picture.samples else { return nil }
        switch picture.channels {
        case .rgb: self.samples = samples
        case .grey: self.samples = samples.flatMap { [$0, $0, $0] }
        case .greyAlpha, .rgba: return nil
        }
        self.frame = frame
        columns = picture.size.columns
        rows = picture.size.rows
    }

    static func size(holding pictures: [CapturePicture]) -> (columns: Int, rows: Int) {
        (pictures.map(\.columns).max() ?? 0, pictures.map(\.rows).max() ?? 0)
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

    /// At most `limit` of `frames`, first and last among them.
    static func chosen<Frame>(of frames: [Frame], limit: Int) -> [Frame] {
        guard frames.count > limit else { return frames }
        return (0..<limit).map { frames[$0 * (frames.count - 1) / (limit - 1)] }
    }
}
