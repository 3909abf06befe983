import Foundation
import Geometry
import Testing

@testable import Ingesting

/// Headers of slices of 64 × 64 pixels.
enum Slices {
    /// At right angles to the body axis, `height` mm above the origin; `tiltedBy` degrees turned about
    /// the axis from right to left.
    static func axial(
        at height: Double, input: String = "a.dcm", instance: Int? = 1, shiftedLeft: Double = 0,
        pixel: Double = 0.5, thickness: Double = 3, tiltedBy degrees: Double = 0,
        contrast change: (inout MRContrast) -> Void = { _ in }
    ) throws -> SliceHeader {
        let angle = degrees * .pi / 180
        let column = PatientPoint(left: 0, posterior: cos(angle), superior: sin(angle))
        return try header(
            origin: PatientPoint(left: shiftedLeft, posterior: 0, superior: height),
            row: PatientPoint(left: 1, posterior: 0, superior: 0), column: column,
            input: input, instance: instance, pixel: pixel, thickness: thickness, contrast: change)
    }

    static func coronal(at depth: Double) throws -> SliceHeader {
        try header(
            origin: PatientPoint(left: 0, posterior: depth, superior: 0),
            row: PatientPoint(left: 1, posterior: 0, superior: 0),
            column: PatientPoint(left: 0, posterior: 0, superior: -1))
    }

    static func sagittal(at side: Double) throws -> SliceHeader {
        try header(
            origin: PatientPoint(left: side, posterior: 0, superior: 0),
            row: PatientPoint(left: 0, posterior: 1, superior: 0),
            column: PatientPoint(left: 0, posterior: 0, superior: -1))
    }

    private static func header(
        origin: PatientPoint, row: PatientPoint, column: PatientPoint, input: String = "a.dcm",
        instance: Int? = 1, pixel: Double = 0.5, thickness: Double = 3,
        contrast change: (inout MRContrast) -> Void = { _ in }
    ) throws -> SliceHeader {
        let spacing = try #require(PixelSpacing(betweenRows: pixel, betweenColumns: pixel))
        let plane = try #require(
            SlicePlane(origin: origin, alongRow: row, alongColumn: column, spacing: spacing))
        var contrast = MRContrast()
        change(&contrast)
        return SliceHeader(
            input: input, frame: 1, studyInstanceUID: "1.2", seriesInstanceUID: "1.2.3",
            frameOfReferenceUID: "1.2.9", sopInstanceUID: nil, sopClassUID: nil,
            instanceNumber: instance, columns: 64, rows: 64,
            plane: plane, sliceThickness: thickness, contrast: contrast)
    }
}
