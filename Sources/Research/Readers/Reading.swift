import Agreement
import Anatomy
import Geometry

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

/// A file with labels.
struct MaskFile {
    /// Relative to the reader's folder, for messages.
    let name: String
    private let path: String
    /// The whole file, once it was decoded.
    private(set) var decoded: LabelVolume?
    /// Of `decoded`; `nil` for all of it.
    private var slice: Int?

    init(path: String, name: String) {
        self.path = path
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
        guard let source = MaskSources.source(of: bytes[...]) else {
            throw MaskProblem("unsupported", "is neither PNG, NIfTI nor a DICOM Segmentation")
        }
        return try source.labels(of: bytes, at: path)
    }
}
