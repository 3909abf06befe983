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

    /// Why a frame is refused rather than measured in pixels.
    enum Refusal: Error {
        /// A spacing that a person or the file states is no possible pixel size.
        case spacing(CalibrationGap)
        case request(SegmentingError)

        var code: String {
            switch self {
            case .spacing(let gap): gap.name
            case .request: "segmenting"
            }
        }

        var message: String {
            switch self {
            case .spacing(let gap): gap.sentence
            case .request(let error): error.message
            }
        }
    }

    func result(of frame: Frame, seeds: [Seed]) throws(Refusal) -> Result {
        let calibrated = calibrator.calibrated(frame)
        if let gap = calibrated.scale.impossibleSpacing { throw .spacing(gap) }
        let segmentation: Segmentation
        do throws(SegmentingError) {
            segmentation = try segmenter.segmentation(of: calibrated, seeds: seeds)
        } catch {
            throw .request(error)
        }
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
