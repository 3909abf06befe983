import DICOMFiles
import ImageCodecs
import Raster
import Reporting

/// The annotated pictures of one subject as Secondary Capture, for viewers that show nothing else: one
/// picture of a still, a true colour multi-frame image of a cine or a volume (PS3.3 §A.8).
struct CaptureWriter {
    let modules: ResultModules
    let subject: ResultSubject
    let album: CaptureAlbum
    /// From 1, within the series.
    let number: Int

    static let stillClassUID = "1.2.840.10008.5.1.4.1.1.7"
    static let multiFrameClassUID = "1.2.840.10008.5.1.4.1.1.7.4"

    var sopClassUID: String {
        album.frames.count == 1 ? Self.stillClassUID : Self.multiFrameClassUID
    }

    func dataSet() throws(DICOMWriteError) -> DICOMDataSet {
        let set = try modules.dataSet(
            .capture, sopClass: sopClassUID, of: subject, number: number)
        try ResultModules.putLossyCompression(of: subject.sources, into: set)
        try set.put(content + pixelDescription)
        try set.put(album.pixels)
        if album.frames.count > 1 { try set.put(multiFrame) }
        return set
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
        CaptureSource.all(of: album.frames).map { origin in
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
            .number(0x0028, 0x0008, album.frames.count),
            DICOMElement(0x0028, 0x0009, .tags([DICOMTag(0x0018, 0x2001)])),
            DICOMElement(0x0018, 0x2001, .numbers(album.frames.map { Double($0.number) })),
        ]
    }

    private var pixelDescription: [DICOMElement] {
        [
            .number(0x0028, 0x0002, 3),
            .text(0x0028, 0x0004, "RGB"),
            .number(0x0028, 0x0006, 0),
            .number(0x0028, 0x0010, album.rows),
            .number(0x0028, 0x0011, album.columns),
            .number(0x0028, 0x0100, 8),
            .number(0x0028, 0x0101, 8),
            .number(0x0028, 0x0102, 7),
            .number(0x0028, 0x0103, 0),
        ]
    }
}

/// A file that pictures come from, and the numbers of their frames in it; none in a still.
struct CaptureSource {
    let source: SourceHeader
    let frames: [Double]

    /// In the order of the pictures.
    static func all(of frames: [ResultSubject.Frame]) -> [CaptureSource] {
        var order: [String] = []
        var byFile: [String: [ResultSubject.Frame]] = [:]
        for frame in frames {
            let uid = frame.source.sopInstanceUID
            if byFile[uid] == nil { order.append(uid) }
            byFile[uid, default: []].append(frame)
        }
        return order.compactMap { uid in
            guard let frames = byFile[uid], let source = frames.first?.source else { return nil }
            let places = frames.map { Double($0.record.source.frame ?? 1) }
            return CaptureSource(source: source, frames: source.isMultiFrame ? places : [])
        }
    }
}
