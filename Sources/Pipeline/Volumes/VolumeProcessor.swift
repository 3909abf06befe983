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
    }

    /// - Parameter frames: of the slices of `geometry`, in its order, with values as luminance.
    func result(
        of frames: [CalibratedFrame], geometry: VolumeGeometry, sequence: MRSequenceKind,
        given: GivenForVolume = GivenForVolume()
    ) throws(SegmentingError) -> Result {
        let seen = try labeller.labels(of: frames.map(\.frame.luminance), geometry: geometry)
        let finder = NervePathFinder(seen)
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
                    }, spaces: [], muscles: [], comparisons: [], findings: []))
        }
        let measurer = DeepGlutealMeasurer(
            labelled, frames: frames, midline: midline, sequence: sequence,
            statedLevels: given.levels, borderError: labeller.recipe.borderError)
        return Result(labelled: labelled, measured: measurer.result(paths))
    }
}
