import DICOMFiles
import Reporting

/// What a segmentation, a presentation state and a capture are about: one instance with its frames, or
/// the slices of one volume, whatever files they come in.
struct ResultSubject {
    struct Frame {
        let source: SourceHeader
        let record: ItemRecord
        /// From 1: of an instance the number of the frame, of a volume the place of the slice.
        let number: Int

        /// An item that refers to it.
        var reference: [DICOMElement] { source.reference(frame: record.source.frame ?? 1) }
    }

    /// Tells subjects of a study apart, in identifiers.
    let key: String
    /// In names of files and in remarks.
    let shortName: String
    /// At least one; those of a volume in order along its normal.
    let frames: [Frame]
    /// `nil` for an instance.
    let volume: ResultVolume?

    /// The frames that were read.
    var readFrames: [Frame] { frames.filter { $0.record.files.mask != nil } }

    /// The first, whose attributes stand for all.
    var source: SourceHeader { frames[0].source }

    /// Every file once.
    var sources: [SourceHeader] {
        var known: Set<String> = []
        return frames.map(\.source).filter { known.insert($0.sopInstanceUID).inserted }
    }
}

extension ResultSubject {
    init(instance source: SourceHeader, records: [ItemRecord]) {
        key = source.sopInstanceUID
        shortName = source.shortName
        frames = records.map {
            Frame(source: source, record: $0, number: $0.source.frame ?? 1)
        }
        volume = nil
    }

    /// - Parameter sources: by the name of the input.
    /// - Returns: `nil` when a slice has no source.
    init?(_ volume: ResultVolume, sources: [String: SourceHeader]) {
        var frames: [Frame] = []
        for (place, record) in volume.records.enumerated() {
            guard let source = sources[record.source.input] else { return nil }
            frames.append(Frame(source: source, record: record, number: place + 1))
        }
        guard let first = frames.first else { return nil }
        let frame = first.record.source.frame ?? 1
        key = "volume \(first.source.sopInstanceUID) \(frame)"
        shortName = first.source.shortName + (first.source.isMultiFrame ? "-\(frame)" : "")
        self.frames = frames
        self.volume = volume
    }
}
