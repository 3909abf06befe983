import Anatomy
import Foundation
import Geometry
import Raster
import StudyModel

/// A made-up volume: straight tubes of known section in empty slices.
package struct TubeVolume {
    package var columns = 120
    package var rows = 80
    package var slices = 12
    /// mm between rows and between columns.
    package var spacing = (rows: 0.5, columns: 0.5)
    package var step = 4.0
    package var thickness: Double? = 4
    /// Origin of the first slice.
    package var origin = PatientPoint(left: 0, posterior: 0, superior: 0)
    /// Whether columns run to the right instead of the left, slices then from above downwards.
    package var isMirrored = false
    package var labels: [LabelPlane] = []

    package init() { labels = [] }

    package var geometry: VolumeGeometry {
        let sign: Double = isMirrored ? -1 : 1
        let planes = (0..<slices).compactMap { index in
            PixelSpacing(betweenRows: spacing.rows, betweenColumns: spacing.columns).flatMap {
                SlicePlane(
                    origin: origin
                        + PatientPoint(left: 0, posterior: 0, superior: sign * Double(index) * step),
                    alongRow: PatientPoint(left: sign, posterior: 0, superior: 0),
                    alongColumn: PatientPoint(left: 0, posterior: 1, superior: 0), spacing: $0)
            }
        }
        return VolumeGeometry(
            planes: planes, columns: columns, rows: rows, spacingBetweenSlices: step,
            sliceThickness: thickness, irregularities: [])
    }

    /// Marks every pixel whose centre is within `radius` mm of a line, in the slices of `range`.
    package mutating func draw(
        _ label: AnatomicalLabel, from: PatientPoint, along direction: PatientPoint,
        radius: Double, slices range: Range<Int>? = nil
    ) {
        let geometry = geometry
        guard let size = PlaneSize(columns: columns, rows: rows) else { return }
        if labels.isEmpty { labels = geometry.planes.map { _ in Plane(size: size, filledWith: 0) } }
        let unit = (1 / direction.length) * direction
        for slice in range ?? 0..<slices {
            for row in 0..<rows {
                for column in 0..<columns {
                    let place = geometry.planes[slice].patientPoint(
                        at: PixelPoint(column: Double(column), row: Double(row)))
                    let off = place - from
                    guard (off - off.dot(unit) * unit).length <= radius else { continue }
                    labels[slice][column: column, row: row] = label.rawValue
                }
            }
        }
    }

    package var labelled: LabelledVolume { LabelledVolume(geometry: geometry, labels: labels) }

    /// Frames of zeros.
    package var frames: [CalibratedFrame] {
        Frames.calibrated(labels.map { $0.map { _ in Float(0) } }, geometry)
    }
}
