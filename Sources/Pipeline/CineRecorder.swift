import Reporting
import Segmenting
import StudyModel

/// Follows one nerve through the frames of a file; keeps values only, no picture.
struct CineRecorder {
    private var tracker = CineTracker()
    private var frames: [(id: FrameID, milliseconds: Double?, result: FrameProcessor.Outcomes)] = []

    mutating func append(_ frame: Frame, _ result: FrameProcessor.Outcomes) {
        tracker.append(Self.measurements(result).map(\.nerve))
        frames.append((frame.id, frame.context.millisecondsFromFirstFrame, result))
    }

    /// The followed nerve; gives every record its place in the cine, and flags those of frames in
    /// which the nerve is missing or is seen again.
    ///
    /// - Parameter plot: where the plot will be.
    /// - Returns: `nil` for a single frame and when no frame showed a nerve.
    func track(
        series: String, plot: String, placing records: inout [ItemRecord]
    ) -> TrackRecord? {
        guard let track else { return nil }
        var record = TrackRecord(of: track, series: series, rank: 1)
        record.plot = plot
        let indices = Dictionary(
            records.indices.map { (records[$0].source.frame, $0) }, uniquingKeysWith: { $1 })
        for (place, sample) in track.samples.enumerated() {
            guard let index = indices[sample.frame.number] else { continue }
            records[index].cine = CinePlace(
                record.points[place], of: record, rank: sample.measurement?.nerve.rank)
            guard track.continuity[place].isFlagged else { continue }
            records[index].flags.append(.trackingGap)
            records[index].flags.sort { $0.rawValue < $1.rawValue }
        }
        return record
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
