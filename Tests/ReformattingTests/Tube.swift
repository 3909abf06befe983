import Anatomy
import Foundation
import Geometry
import Raster
import StudyModel
import Testing

/// A tube of constant radius along a helix or an arc, drawn without edges of pixels: its level falls
/// smoothly through one half at the radius.
struct Tube {
    var radius = 4.0
    /// Of the bend of the axis, in the plane of left and posterior against superior.
    var bend = 60.0
    /// Angle that the arc sweeps, radians.
    let sweep = 1.2
    /// Slices of the volume; turned against the patient's axes.
    var tilt = 0.0
    var roll = 0.0
    var spacing = (rows: 0.6, columns: 0.9)
    var distance = 2.0
    var isFeetFirst = false

    /// Along the arc; from its upper end.
    func point(at angle: Double) -> PatientPoint {
        let side = bend * (1 - cos(angle - sweep / 2))
        return PatientPoint(
            left: 0.8 * side, posterior: 0.6 * side, superior: -bend * sin(angle - sweep / 2))
    }

    func direction(at angle: Double) -> PatientPoint {
        let side = sin(angle - sweep / 2)
        return PatientPoint(
            left: 0.8 * side, posterior: 0.6 * side, superior: -cos(angle - sweep / 2))
    }

    /// From the axis, mm; far beyond the ends of the arc the axis goes on as a circle.
    func distance(from place: PatientPoint) -> Double {
        let inPlane = 0.8 * place.left + 0.6 * place.posterior
        let outOfPlane = -0.6 * place.left + 0.8 * place.posterior
        let fromAxis = ((bend - inPlane) * (bend - inPlane) + place.superior * place.superior)
            .squareRoot()
        return ((fromAxis - bend) * (fromAxis - bend) + outOfPlane * outOfPlane).squareRoot()
    }

    func level(at place: PatientPoint) -> Float {
        Float(200 / (1 + exp((distance(from: place) - radius) / 0.4)))
    }

    func geometry() throws -> VolumeGeometry {
        let (c, s) = (cos(tilt), sin(tilt))
        let (p, q) = (cos(roll), sin(roll))
        // Rotation about the left axis by the tilt, in the slice by the roll.
        let row = PatientPoint(left: p, posterior: q * c, superior: q * s)
        let column = PatientPoint(left: -q, posterior: p * c, superior: p * s)
        let normal = row.cross(column)
        let down = isFeetFirst ? -1.0 : 1
        let size = (columns: 110, rows: 150, slices: 48)
        let middle = PatientPoint(left: 6, posterior: 4, superior: 0)
        let pixels = try #require(
            PixelSpacing(betweenRows: spacing.rows, betweenColumns: spacing.columns))
        let planes = try (0..<size.slices).map { slice in
            let corner =
                middle - (Double(size.columns - 1) / 2 * spacing.columns) * row
                - (down * Double(size.rows - 1) / 2 * spacing.rows) * column
                + ((Double(slice) - Double(size.slices - 1) / 2) * distance) * normal
            return try #require(
                SlicePlane(
                    origin: corner, alongRow: row, alongColumn: down * column,
                    spacing: pixels))
        }
        // Where columns run the other way so does the normal: slices are kept in its order.
        return VolumeGeometry(
            planes: down > 0 ? planes : planes.reversed(), columns: size.columns, rows: size.rows,
            spacingBetweenSlices: distance, sliceThickness: distance, irregularities: [])
    }

    func pictures(_ geometry: VolumeGeometry) throws -> [Plane<Float>] {
        let size = try #require(PlaneSize(columns: geometry.columns, rows: geometry.rows))
        return geometry.planes.map { plane in
            let samples = (0..<size.count).map { index in
                level(
                    at: plane.patientPoint(
                        at: PixelPoint(
                            column: Double(index % size.columns),
                            row: Double(index / size.columns))))
            }
            return Plane(size: size, samples: samples)
        }
    }

    /// Where the axis meets each slice, with its true direction.
    func course(_ geometry: VolumeGeometry) -> NerveCourse {
        let sections = geometry.planes.indices.compactMap { slice -> CourseSection? in
            let height = geometry.height(ofSlice: slice)
            func above(_ angle: Double) -> Double {
                geometry.height(of: point(at: angle)) - height
            }
            var (low, high) = (0.0, sweep)
            guard above(low) * above(high) < 0 else { return nil }
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if above(low) * above(middle) <= 0 { high = middle } else { low = middle }
            }
            return CourseSection(
                slice: slice, centre: point(at: low), direction: direction(at: low), obliquity: 0,
                parts: .abstained(.slantedSlice))
        }
        return NerveCourse(side: .left, sections: sections, gaps: [])
    }
}
