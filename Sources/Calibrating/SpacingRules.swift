import Geometry
import StudyModel

/// A spacing for the whole plane that passed its checks.
struct Candidate {
    let basis: SpacingBasis
    let spacing: PixelSpacing
    let relativeUncertainty: Double
    let flags: [QualityFlag]

    var calibration: Calibration {
        .known(spacing, basis: basis, relativeUncertainty: relativeUncertainty)
    }
}

/// Which pixel sizes are possible, in millimetres.
enum SpacingRules {
    /// A statement is refused outside of these: 0.005 mm is far below any resolution, and with more
    /// than 2 mm (ultrasound) or 10 mm (MR) per pixel no nerve has five pixels.
    static func plausible(_ modality: Modality) -> ClosedRange<Double> {
        switch modality {
        case .ultrasound: 0.005...2
        case .magneticResonance: 0.02...10
        }
    }

    /// PNG resolution is written by any program, so the bounds are those of real B-mode pictures:
    /// 10 mm depth in 1000 rows to 240 mm in 400 rows.
    static let plausiblePNG = 0.01...0.6

    /// Screen and print resolutions in dots per inch, which programs write without a thought.
    static let deviceResolutions: [Double] = [
        72, 75, 90, 96, 100, 110, 120, 130, 144, 150, 160, 180, 192, 200, 216, 220, 240, 266, 288,
        300, 320, 350, 360, 400, 450, 480, 600, 720, 1200, 2400,
    ]

    static func checked(_ stated: StatedSpacing, within bounds: ClosedRange<Double>)
        -> PixelSpacing?
    {
        guard bounds.contains(stated.betweenRows), bounds.contains(stated.betweenColumns)
        else { return nil }
        return PixelSpacing(
            betweenRows: stated.betweenRows, betweenColumns: stated.betweenColumns)
    }

    static func reason(_ stated: StatedSpacing, within bounds: ClosedRange<Double>) -> String {
        let values = [stated.betweenRows, stated.betweenColumns]
        if values.contains(where: { !$0.isFinite }) { return "both values must be numbers" }
        if values.contains(where: { $0 <= 0 }) { return "both values must be greater than 0" }
        return "both values must be within \(bounds.lowerBound)–\(bounds.upperBound) mm"
    }

    /// Why a spacing by `basis` is impossible in ultrasound.
    static func reason(_ stated: StatedSpacing, _ basis: SpacingBasis) -> String {
        guard basis == .pngResolution else {
            return reason(stated, within: plausible(.ultrasound))
        }
        let bounds = plausiblePNG
        return checked(stated, within: bounds) == nil
            ? reason(stated, within: bounds) : "it is the resolution of a screen or printer"
    }

    /// The device resolution that `stated` equals on either axis, in dots per inch.
    ///
    /// `pHYs` holds whole pixels per metre, which some programs cut and others round: one pixel per
    /// metre either way.
    static func deviceResolution(_ stated: StatedSpacing) -> Double? {
        deviceResolutions.first { dotsPerInch in
            [stated.betweenRows, stated.betweenColumns].contains { millimetres in
                abs(1000 / millimetres - dotsPerInch / 0.0254) <= 1
            }
        }
    }
}

extension FileResolution {
    /// What `doctor` says about it.
    var line: EvidenceLine {
        switch self {
        case .pngShape(let columns, let rows):
            EvidenceLine(
                source: "PNG pHYs", found: "\(columns) × \(rows) without a unit (column × row)",
                judgement: .notScale("it gives the shape of the pixels only"))
        case .pngZero(let columns, let rows):
            EvidenceLine(
                source: "PNG pHYs", found: "\(columns) × \(rows) pixels per metre (column × row)",
                judgement: .refused("both values must be greater than 0"))
        case .jfif(let columns, let rows, let unit):
            EvidenceLine(
                source: "JPEG JFIF density",
                found: "\(columns) × \(rows) \(unit ?? "without a unit") (column × row)",
                judgement: .notScale(
                    unit == nil
                        ? "it gives the shape of the pixels only"
                        : "it is the resolution of a screen or printer, not of the body"))
        }
    }
}

extension StatedSpacing {
    /// Whether pixels of an ultrasound picture can have this size.
    package var isPossible: Bool {
        SpacingRules.checked(self, within: SpacingRules.plausible(.ultrasound)) != nil
    }
}
