import Anatomy
import Geometry
import Measuring
import Raster
import Segmenting
import StudyModel

/// Takes the slices of one MR volume through labelling, path and measurement.
///
/// Owns the scratch memory of the network: one per worker, never shared.
struct VolumeProcessor {
    private let labeller: VolumeLabeller

    init(labeller: VolumeLabeller) { self.labeller = labeller }

    struct Result {
        let labelled: LabelledVolume
        let measured: DeepGlutealResult
    }

    /// - Parameter frames: of the slices of `geometry`, in its order, with values as luminance.
    func result(
        of frames: [CalibratedFrame], geometry: VolumeGeometry, sequence: MRSequenceKind,
        seeds: [PatientPoint] = []
    ) throws(SegmentingError) -> Result {
        let labelled = try labeller.labels(
            of: frames.map(\.frame.luminance), geometry: geometry)
        let finder = NervePathFinder(labelled)
        let paths = finder.paths(seeds: seeds)
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
            labelled, frames: frames, midline: midline, sequence: sequence)
        return Result(labelled: labelled, measured: measurer.result(paths))
    }
}
