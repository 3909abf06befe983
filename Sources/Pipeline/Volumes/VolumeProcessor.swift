import Anatomy
import Geometry
import Measuring
import Segmenting
import StudyModel

/// Takes the slices of one MR volume through labelling, path and measurement.
///
/// Owns the scratch memory of the network: one per worker, never shared.
struct VolumeProcessor {
    private let labeller: VolumeLabeller

    init(labeller: VolumeLabeller) { self.labeller = labeller }

    struct Result {
        /// Nerve is what was followed.
        let labelled: LabelledVolume
        let measured: DeepGlutealResult
        /// `nil` when the pelvis shows none.
        let midline: PelvicMidline?
    }

    /// - Parameter frames: of the slices of `geometry`, in its order, with values as luminance.
    func result(
        of frames: [CalibratedFrame], geometry: VolumeGeometry, sequence: MRSequenceKind,
        given: GivenForVolume = GivenForVolume()
    ) throws(SegmentingError) -> Result {
        let planes = frames.map(\.frame.luminance)
        var seen = try labeller.labels(of: planes, geometry: geometry)
        var finder = NervePathFinder(seen)
        let nerves = finder.nerves(of: given.seeds)
        if !nerves.isEmpty {
            seen = try labeller.labels(lookingAgain: seen, along: nerves, planes: planes)
            finder = NervePathFinder(seen, midline: finder.midline)
        }
        let paths = finder.paths(seeds: given.seeds)
        let found = paths.values.compactMap { path in
            if case .value(let path) = path { path } else { nil }
        }
        let labelled = seen.with(nervesOf: found)
        guard let midline = finder.midline else {
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
            statedLevels: given.levels, borderError: labeller.recipe.borderError)
        return Result(
            labelled: labelled, measured: measurer.result(paths), midline: midline)
    }
}
