import Agreement
import Anatomy
import Geometry

/// What one reader said about one image, or about one frame of it.
struct Reading {
    enum Content {
        /// A mask file, still to be decoded.
        case mask(MaskFile)
        /// `areas` alone.
        case areas
        /// The reader looked and declined.
        case abstained(ReadingPair.Reason)
        /// The reader could not look.
        case notMeasured(ReadingPair.Reason)
    }

    let key: String
    /// The frame of a cine; `nil` for a whole file.
    let frame: Int?
    let content: Content
    /// What the reader measured, of the most likely nerve.
    var areas: [ReadingPair.AreaUnit: Double] = [:]
    var side: Laterality?
    var level: GlutealLevel?
    var subject: String?
    /// Of the image, where the reader knows it.
    var spacing: PixelSpacing?
}

/// A file with labels.
struct MaskFile {
    let path: String
    /// Relative to the reader's folder, for messages.
    let name: String

    /// Decodes the file.
    func labels() throws(MaskProblem) -> LabelVolume {
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

/// All that one reader said, by image.
struct Reader {
    enum Kind: String, CaseIterable {
        /// What `nerve-measure` wrote.
        case output
        case masks
        case table
    }

    let kind: Kind
    /// By key, then by frame.
    let readings: [String: [Reading]]
    /// Keys of which there is more than one file or row; the reason names them.
    let repeated: [String: ReadingPair.Reason]

    init(kind: Kind, _ found: [Reading], name: (Reading) -> String) {
        self.kind = kind
        var readings: [String: [Reading]] = [:]
        var repeated: [String: ReadingPair.Reason] = [:]
        for reading in found {
            let known = readings[reading.key, default: []]
            if let twin = known.first(where: { $0.frame == reading.frame }) {
                repeated[reading.key] = ReadingPair.Reason(
                    code: "duplicate",
                    explanation: "\(name(twin)) and \(name(reading)) stand for the same image; "
                        + "keep one")
            } else {
                readings[reading.key] = known + [reading]
            }
        }
        self.readings = readings
        self.repeated = repeated
    }

    /// What lies at `path`: an output folder, a folder of masks, or a table.
    static func at(_ path: String) throws(ResearchError) -> Reader {
        guard try Files.isFolder(path) else { return try AreaTable.reader(path) }
        guard Files.exists(path + "/dataset.json"), Files.exists(path + "/items.tsv") else {
            return try MaskFolder.reader(path)
        }
        return try OutputReader.reader(path)
    }
}
