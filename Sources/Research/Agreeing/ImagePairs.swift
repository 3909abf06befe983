import Agreement

/// All that two readers said about one image: pairs of whole files, or frame by frame where a reader
/// has frames. A file is decoded once.
struct ImagePairs {
    private let key: String
    private let reader: PairReader
    private let reference: [Reading]
    private let against: [Reading]

    /// - Parameter key: what the rows of the image are called.
    init(key: String, reference: [Reading], against: [Reading], by reader: PairReader) {
        self.key = key
        self.reader = reader
        self.reference = reference.map(\.decoded)
        self.against = against.map(\.decoded)
    }

    func all() -> [ReadingPair] {
        let isFramed = (reference + against).contains { $0.frame != nil || $0.cine != nil }
        guard isFramed else {
            return zip(reference, against).map { reader.pair($0, $1) }
        }
        let ours = Self.frames(of: reference, beside: against)
        let theirs = Self.frames(of: against, beside: reference)
        return Set(ours.keys).union(theirs.keys).sorted().compactMap { frame in
            switch (ours[frame], theirs[frame]) {
            case (let one?, let other?): reader.pair(one, other)
            case (let one?, nil): lonely(one, .onlyReference, lackedBy: against)
            case (nil, let other?): lonely(other, .onlyAgainst, lackedBy: reference)
            case (nil, nil): nil
            }
        }
    }

    /// The readings of one side by frame; what stands for the whole file does so for each frame of the
    /// other side, a picture or an area for its only one.
    private static func frames(
        of readings: [Reading], beside others: [Reading]
    ) -> [Int: Reading] {
        let known = Set((readings + others).flatMap(\.numbers))
        let spread = readings.flatMap { $0.spread(over: known) }
        return Dictionary(spread.map { ($0.frame ?? 1, $0) }) { first, second in
            var repeated = first
            repeated.content = .unusable(
                ReadingPair.Reason(
                    code: "duplicate",
                    explanation: "\(second.key) is there as a whole and by frame; keep one"))
            return repeated
        }
    }

    private func lonely(
        _ reading: Reading, _ status: ReadingPair.Status, lackedBy others: [Reading]
    ) -> ReadingPair {
        let name = status == .onlyReference ? "the other reader" : "the reference"
        var pair = ReadingPair(
            key: key, frame: reading.frame, subject: reading.subject, status: status)
        pair.side = reading.side
        pair.level = reading.level
        let reason: (code: String, explanation: String)
        if others.contains(where: { $0.cine != nil }) {
            reason = (
                "omittedFrame",
                "the Segmentation of \(name) omits this frame; whether nothing is there or nobody "
                    + "looked is not stated"
            )
        } else if let slices = others.lazy.compactMap(\.volume?.size.slices).first {
            pair.status = .failed
            reason = ("noSuchFrame", "the file of \(name) has \(slices) slices")
        } else {
            reason = ("noFrame", "\(name) does not have this frame")
        }
        pair.reason = ReadingPair.Reason(code: reason.code, explanation: reason.explanation)
        return reader.placed(pair)
    }
}

extension Reading {
    /// Decodes a file that may hold several frames.
    fileprivate var decoded: Reading {
        guard frame == nil, case .mask(let file) = content else { return self }
        var reading = self
        do throws(MaskProblem) {
            reading.content = .mask(file.holding(try file.labels()))
        } catch {
            reading.content = .unusable(
                ReadingPair.Reason(
                    code: error.code, explanation: "\(file.name) \(error.detail)"))
        }
        return reading
    }

    fileprivate var volume: LabelVolume? {
        if frame == nil, case .mask(let file) = content { file.decoded } else { nil }
    }

    /// The frames of a cine that was decoded.
    fileprivate var cine: [Int]? { volume?.frames }

    /// The frames that the reading is of, where it says so.
    fileprivate var numbers: [Int] {
        if let frame { return [frame] }
        guard let volume, volume.frames != nil || volume.size.slices > 1 else { return [] }
        return volume.numbers
    }

    /// - Parameter frames: all that either side has.
    fileprivate func spread(over frames: Set<Int>) -> [Reading] {
        guard frame == nil else { return [self] }
        if let volume, volume.frames != nil || volume.size.slices > 1 {
            return volume.numbers.enumerated().map { index, number in
                guard case .mask(let file) = content else { return of(number) }
                return of(number, .mask(file.holding(volume, slice: index)))
            }
        }
        switch content {
        case .mask, .areas:
            guard frames.count > 1 else { return frames.map { of($0) } }
            let reason = ReadingPair.Reason(
                code: "frameUnknown",
                explanation: "\(key) has \(frames.count) frames, and one reader does not say which "
                    + "of them it means")
            return frames.map { of($0, .unusable(reason)) }
        case .abstained, .notMeasured, .unusable: return frames.map { of($0) }
        }
    }

    private func of(_ frame: Int, _ content: Content? = nil) -> Reading {
        var reading = self
        reading.frame = frame
        reading.content = content ?? self.content
        return reading
    }
}
