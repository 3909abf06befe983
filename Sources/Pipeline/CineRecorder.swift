import Reporting
import Segmenting
import StudyModel

/// Follows one nerve through the frames of a file; keeps values only, no picture.
struct CineRecorder {
    private var tracker = CineTracker()
    private var frames: [(id: FrameID, milliseconds: Double?, result: FrameProcessor.Outcomes)] = []

    mutating func append(_ frame: Frame, _ result: FrameProcessor.Outcomes) {
        let first = frames.first?.id.number ?? frame.id.number
        let milliseconds = frame.context.frameTimeMilliseconds.map {
            $0 * Double(frame.id.number - first)
        }
        tracker.append(Self.measurements(result).map(\.nerve))
        frames.append((frame.id, milliseconds, result))
    }

    /// `nil` for a single frame and when no frame showed a nerve.
    func track(series: String) -> TrackRecord? {
        track.map { TrackRecord(of: $0, series: series, rank: 1) }
    }

    /// Flags the records of frames in which the nerve is missing or is seen again.
    func flagGaps(in records: inout [ItemRecord]) {
        guard let track else { return }
        let flagged = zip(track.samples, track.continuity).filter(\.1.isFlagged)
        let numbers = Set(flagged.map(\.0.frame.number))
        for index in records.indices {
            guard let number = records[index].source.frame, numbers.contains(number) else {
                continue
            }
            records[index].flags.append(.trackingGap)
            records[index].flags.sort { $0.rawValue < $1.rawValue }
        }
    }

    private var track: NerveTrack? {
        let choices = tracker.nerve
        guard frames.count > 1, choices.count == frames.count else { return nil }
        let samples = zip(frames, choices).map { frame, choice in
            NerveTrack.Sample(
                frame: frame.id, milliseconds: frame.milliseconds,
                state: Self.state(frame.result, choice: choice))
        }
        return NerveTrack(samples: samples)
    }

    private static func state(
        _ result: FrameProcessor.Outcomes, choice: Int?
    ) -> NerveTrack.Sample.State {
        switch (result, choice) {
        case (.value(let measurements), .some(let index)): .observed(measurements[index])
        case (.value, .none): .gap(.noMatch)
        case (.abstained(let reason), _): .gap(.abstained(reason))
        }
    }

    private static func measurements(_ result: FrameProcessor.Outcomes) -> [NerveMeasurement] {
        if case .value(let measurements) = result { measurements } else { [] }
    }
}
