import Anatomy
import Geometry
import Measuring
import Segmenting
import StudyModel

/// Takes the slices of one MR volume through labelling, path and measurement.
///
/// Owns the scratch memory of the network, once there is a volume: one per worker, never shared.
final class VolumeProcessor {
    private let makeLabeller: () -> VolumeLabeller
    private lazy var labeller = makeLabeller()

    init(labeller: @escaping () -> VolumeLabeller) { makeLabeller = labeller }

    /// What the model says of a volume, before anybody helped.
    struct Seen: Sendable {
        let labelled: LabelledVolume
        let midline: PelvicMidline?
    }

    struct Result {
        /// Nerve is what was followed.
        let labelled: LabelledVolume
        let measured: DeepGlutealResult
        /// `nil` when the pelvis shows none.
        let midline: PelvicMidline?
    }

    /// - Parameter frames: of the slices of `geometry`, in its order, with values as luminance.
    func seen(
        in frames: [CalibratedFrame], geometry: VolumeGeometry
    ) throws(SegmentingError) -> Seen {
        let labelled = try labeller.labels(of: frames.map(\.frame.luminance), geometry: geometry)
        return Seen(labelled: labelled, midline: NervePathFinder(labelled).midline)
    }

    /// - Parameters:
    ///   - frames: in which `seen` was seen.
    ///   - given: what a person states; where it points the model looks again.
    func result(
        of frames: [CalibratedFrame], seen: Seen, sequence: MRSequenceKind, given: GivenForVolume
    ) throws(SegmentingError) -> Result {
        var labels = seen.labelled
        var finder = NervePathFinder(labels, midline: seen.midline)
        let nerves = finder.nerves(of: given.seeds)
        if !nerves.isEmpty {
            labels = try labeller.labels(
                lookingAgain: labels, along: nerves, planes: frames.map(\.frame.luminance))
            finder = NervePathFinder(labels, midline: seen.midline)
        }
        let paths = finder.paths(seeds: given.seeds)
        let found = paths.values.compactMap { path in
            if case .value(let path) = path { path } else { nil }
        }
        let labelled = labels.with(nervesOf: found)
        guard let midline = seen.midline else {
            return Result(
                labelled: labelled,
                measured: DeepGlutealResult(
                    sequence: sequence,
                    courses: paths.compactMapValues { path in
                        if case .abstained(let reason) = path { .abstained(reason) } else { nil }
                    }, spaces: [], muscles: [], comparisons: [], findings: []), midline: nil)
        }
        let measurer = DeepGlutealMeasurer(
            labelled, frames: frames, midline: midline, sequence: sequence,
            statedLevels: given.levels)
        return Result(
            labelled: labelled, measured: measurer.result(paths), midline: midline)
    }
}
