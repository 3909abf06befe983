import Geometry
import Raster
import StudyModel
import Testing

@testable import Calibrating

/// A black 800 × 600 frame with the given evidence.
func frame(
    _ modality: Modality = .ultrasound, columns: Int = 800, rows: Int = 600,
    _ edit: (inout ScaleEvidence) -> Void
) throws -> Frame {
    var evidence = ScaleEvidence()
    edit(&evidence)
    let size = try #require(PlaneSize(columns: columns, rows: rows))
    return Frame(
        id: FrameID(input: "test.png"), modality: modality,
        luminance: Plane(size: size, filledWith: 0), evidence: evidence)
}

func stated(_ betweenRows: Double, _ betweenColumns: Double) -> StatedSpacing {
    StatedSpacing(betweenRows: betweenRows, betweenColumns: betweenColumns)
}

/// A valid region: columns 100–499, rows 50–449, 0.02 cm down and 0.03 cm across.
func region(_ edit: (inout UltrasoundRegion) -> Void = { _ in }) -> UltrasoundRegion {
    var region = UltrasoundRegion(
        minimumColumn: 100, minimumRow: 50, maximumColumn: 499, maximumRow: 449,
        unitsAcrossColumns: 3, unitsAcrossRows: 3, deltaAcrossColumns: 0.03, deltaAcrossRows: 0.02,
        spatialFormat: 1, dataType: 1)
    edit(&region)
    return region
}

func square(column: Double, row: Double, side: Double = 10) throws -> Outline {
    try Outline(
        closing: [(0, 0), (side, 0), (side, side), (0, side)].map {
            PixelPoint(column: column + $0.0, row: row + $0.1)
        })
}

extension CalibratedFrame {
    /// The calibration of a frame that has one for the whole plane.
    var whole: Calibration? {
        if case .uniform(let calibration) = scale { calibration } else { nil }
    }

    var gap: CalibrationGap? {
        if case .unknown(let gap) = whole { gap } else { nil }
    }
}
