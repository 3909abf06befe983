import Agreement
import Anatomy
import Geometry
import Raster
import StudyModel
import Tracing

/// What one reader said about one image, or about one frame of it.
struct Reading {
    enum Content {
        /// A mask file, still to be decoded, or what was decoded of one.
        case mask(MaskFile)
        /// `areas` alone.
        case areas
        /// The reader looked and declined.
        case abstained(ReadingPair.Reason)
        /// The reader could not look.
        case notMeasured(ReadingPair.Reason)
        /// What the reader said cannot be used.
        case unusable(ReadingPair.Reason)
    }

    let key: String
    /// The frame of a cine; `nil` for a whole file.
    var frame: Int?
    var content: Content
    /// What the reader measured, of the most likely nerve.
    var areas: [ReadingPair.AreaUnit: Double] = [:]
    var side: Laterality?
    var level: GlutealLevel?
    var subject: String?
    /// Of the image, where the reader knows it.
    var spacing: PixelSpacing?

    init(key: String, frame: Int?, content: Content) {
        self.key = key
        self.frame = frame
        self.content = content
    }
}

/// Labels of one image: a file that has them, or outlines to be filled.
struct MaskFile {
    /// Relative to the reader's folder, for messages.
    let name: String
    private let content: Content
    /// The whole file, once it was decoded.
    private(set) var decoded: LabelVolume?
    /// Of `decoded`; `nil` for all of it.
    private var slice: Int?

    private enum Content {
        case file(path: String)
        case drawn([Outline], PlaneSize)
    }

    init(path: String, name: String) {
        content = .file(path: path)
        self.name = name
    }

    /// The pixels whose centres lie inside one of `outlines` are nerve.
    init(outlines: [Outline], size: PlaneSize, name: String) {
        content = .drawn(outlines, size)
        self.name = name
    }

    /// The same file, decoded to `volume`, or one slice of it.
    func holding(_ volume: LabelVolume, slice: Int? = nil) -> MaskFile {
        var file = self
        file.decoded = volume
        file.slice = slice
        return file
    }

    /// The labels of the slice, or of the whole file.
    func labels() throws(MaskProblem) -> LabelVolume {
        guard let decoded else { return try decode() }
        return slice.flatMap(decoded.slice) ?? decoded
    }

    private func decode() throws(MaskProblem) -> LabelVolume {
        switch content {
        case .file(let path): try Self.labels(at: path)
        case .drawn(let outlines, let size): try Self.labels(of: outlines, size)
        }
    }

    private static func labels(
        of outlines: [Outline], _ size: PlaneSize
    ) throws(MaskProblem) -> LabelVolume {
        guard let mask = MaskSize(columns: size.columns, rows: size.rows) else {
            throw MaskProblem("corrupt", "has no pixels")
        }
        var plane = LabelPlane(size: size, filledWith: MaskLabel.background)
        for outline in outlines { plane.fill(outline, with: MaskLabel.nerve) }
        return LabelVolume(size: mask, labels: plane.samples.map(Int32.init))
    }

    private static func labels(at path: String) throws(MaskProblem) -> LabelVolume {
        let bytes: [UInt8]
        do throws(ResearchError) {
            bytes = try Files.bytes(of: path, allowed: Files.maximumMaskBytes)
        } catch {
            // The message names the whole path, which is no part of a report.
            guard case .unreadable(_, let reason) = error else {
                throw MaskProblem("unreadable", "cannot be read")
            }
            throw MaskProblem("unreadable", "cannot be read (\(reason))")
        }
        guard let source = MaskSources.source(of: bytes) else {
            throw MaskProblem("unsupported", "is neither PNG, NIfTI nor a DICOM Segmentation")
        }
        return try source.labels(of: bytes, at: path)
    }
}
