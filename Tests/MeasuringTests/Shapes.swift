import Foundation
import Geometry
import Raster
import StudyModel
import Testing

@testable import Measuring

/// A shape given in millimetres and laid on pixels of a spacing.
struct Shape {
    let spacing: PixelSpacing
    let points: [(across: Double, down: Double)]

    var outline: Outline {
        get throws {
            try Outline(
                closing: points.map {
                    PixelPoint(
                        column: $0.across / spacing.betweenColumns.value,
                        row: $0.down / spacing.betweenRows.value)
                })
        }
    }

    /// Turned clockwise on the screen about its own origin, then moved.
    static func polygon(
        _ corners: [(Double, Double)], turnedBy degrees: Double = 0, at centre: (Double, Double),
        spacing: PixelSpacing
    ) -> Shape {
        let angle = degrees * .pi / 180
        return Shape(
            spacing: spacing,
            points: corners.map {
                (
                    centre.0 + $0.0 * cos(angle) - $0.1 * sin(angle),
                    centre.1 + $0.0 * sin(angle) + $0.1 * cos(angle)
                )
            })
    }

    static func ellipse(
        _ long: Double, _ short: Double, turnedBy degrees: Double = 0,
        at centre: (Double, Double) = (30, 20), spacing: PixelSpacing
    ) -> Shape {
        polygon(
            (0..<720).map {
                let angle = Double($0) * .pi / 360
                return (long / 2 * cos(angle), short / 2 * sin(angle))
            }, turnedBy: degrees, at: centre, spacing: spacing)
    }
}

func spacing(_ betweenRows: Double, _ betweenColumns: Double) throws -> PixelSpacing {
    try #require(PixelSpacing(betweenRows: betweenRows, betweenColumns: betweenColumns))
}

func nerve(
    _ outline: Outline, areaFactors: ClosedRange<Double>? = nil, flags: [QualityFlag] = []
) -> NerveOutline {
    NerveOutline(
        frame: FrameID(input: "test.png"), outline: outline, provenance: .automatic,
        convention: .outerBorderWithEchogenicRim, rank: 1, confidence: 0.9,
        areaFactors: areaFactors, flags: flags)
}

/// A frame of 300 × 200 pixels; MR unless said otherwise, so that no echo is measured.
func frame(
    luminance: Plane<Float>? = nil, scale: FrameScale, flags: [QualityFlag] = [],
    modality: Modality = .magneticResonance
) throws -> CalibratedFrame {
    let size = try #require(PlaneSize(columns: 300, rows: 200))
    return CalibratedFrame(
        frame: Frame(
            id: FrameID(input: "test.png"), modality: modality,
            luminance: luminance ?? Plane(size: size, filledWith: 0), evidence: ScaleEvidence()),
        scale: scale, flags: flags)
}

func known(_ spacing: PixelSpacing, uncertainty: Double = 0.01) -> FrameScale {
    .uniform(.known(spacing, basis: .sidecar, relativeUncertainty: uncertainty))
}

func measured(_ outline: Outline, spacing: PixelSpacing) throws -> NerveMeasurement {
    try #require(
        Measurer().measurement(of: nerve(outline), in: try frame(scale: known(spacing)))
            .measurement)
}

extension Outcome {
    var measurement: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

/// A repeatable stream of numbers (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A star-shaped outline with a wavy border, in pixels, that never crosses itself.
func blob(seed: Int, centre: (Double, Double) = (150, 100), radius: ClosedRange<Double> = 15...60)
    throws -> Outline
{
    var numbers = SeededNumbers(state: UInt64(seed))
    let count = Int.random(in: 8...90, using: &numbers)
    return try Outline(
        closing: (0..<count).map { index in
            let angle = 2 * .pi * Double(index) / Double(count)
            let length = Double.random(in: radius, using: &numbers)
            return PixelPoint(
                column: centre.0 + length * cos(angle), row: centre.1 + length * sin(angle))
        })
}

/// Whether `value` is within `tolerance`, a fraction, of `expected`.
func near(_ value: Double?, _ expected: Double, within tolerance: Double) -> Bool {
    guard let value else { return false }
    return abs(value / expected - 1) <= tolerance
}
