import Calibrating
import Measuring
import Reporting
import Segmenting
import StudyModel

/// Takes one decoded frame through calibration, segmentation and measurement.
///
/// Owns the scratch memory of the network: one per worker, never shared.
struct FrameProcessor {
    private let calibrator = Calibrator()
    private let measurer = Measurer()
    private let segmenter: Segmenter

    init(segmenter: Segmenter) { self.segmenter = segmenter }

    /// The measurements of a frame by rank, or why there are none.
    typealias Outcomes = Outcome<[NerveMeasurement], AbstentionReason>

    struct Result {
        let frame: CalibratedFrame
        let segmentation: Segmentation
        let outcome: Outcomes
    }

    func result(of frame: Frame, seeds: [Seed]) throws(SegmentingError) -> Result {
        let calibrated = calibrator.calibrated(frame)
        let segmentation = try segmenter.segmentation(of: calibrated, seeds: seeds)
        return Result(
            frame: calibrated, segmentation: segmentation,
            outcome: measured(segmentation, in: calibrated))
    }

    /// Nerves that are too coarse to measure are dropped; when none is left, that is the reason.
    private func measured(
        _ segmentation: Segmentation, in frame: CalibratedFrame
    ) -> Outcomes {
        switch segmentation.outcome {
        case .abstained(let reason):
            return .abstained(reason)
        case .value(let nerves):
            var measurements: [NerveMeasurement] = []
            var reason = AbstentionReason.noCandidate
            for nerve in nerves {
                switch measurer.measurement(of: nerve, in: frame) {
                case .value(let measurement): measurements.append(measurement)
                case .abstained(let why): reason = why
                }
            }
            return measurements.isEmpty ? .abstained(reason) : .value(measurements)
        }
    }
}
