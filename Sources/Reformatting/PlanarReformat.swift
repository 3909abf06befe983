import Geometry
import Raster
import StudyModel

/// A flat picture through a volume with square pixels.
package struct PlanarReformat: Sendable {
    package let plane: SlicePlane
    /// `VolumeSampler.outside` where the volume ends.
    package let picture: Plane<Float>

    package enum View: String, Hashable, Sendable, CaseIterable {
        /// The patient's right on the viewer's left, head up.
        case coronal
        /// Front on the viewer's left, head up.
        case sagittal

        package var alongRow: PatientPoint {
            switch self {
            case .coronal: PatientPoint(left: 1, posterior: 0, superior: 0)
            case .sagittal: PatientPoint(left: 0, posterior: 1, superior: 0)
            }
        }

        /// Across the picture: what `depth` is measured along.
        package var depthAxis: PatientPoint {
            switch self {
            case .coronal: PatientPoint(left: 0, posterior: 1, superior: 0)
            case .sagittal: PatientPoint(left: 1, posterior: 0, superior: 0)
            }
        }
    }

    private static let downwards = PatientPoint(left: 0, posterior: 0, superior: -1)

    /// All of the volume that a plane of constant depth cuts.
    ///
    /// - Parameters:
    ///   - depth: in the patient's coordinates, mm towards the back (coronal) or the left (sagittal).
    ///   - step: side of a pixel, mm.
    /// - Returns: `nil` when the step gives no picture.
    package init?(of sampler: VolumeSampler, view: View, depth: Double, step: Double) {
        let corners = sampler.geometry.corners
        let across = corners.map { $0.dot(view.alongRow) }
        let up = corners.map(\.superior)
        guard step > 0, let spacing = PixelSpacing(betweenRows: step, betweenColumns: step),
            let left = across.min(), let right = across.max(), let low = up.min(),
            let high = up.max(),
            let size = PlaneSize(
                columns: Int(((right - left) / step).rounded(.up)),
                rows: Int(((high - low) / step).rounded(.up))),
            let plane = SlicePlane(
                origin: (left + step / 2) * view.alongRow + depth * view.depthAxis
                    + (step / 2 - high) * Self.downwards,
                alongRow: view.alongRow, alongColumn: Self.downwards, spacing: spacing)
        else { return nil }
        self.plane = plane
        picture = sampler.picture(on: plane, size: size)
    }
}

extension VolumeSampler {
    /// Samples at the pixels of a plane of any direction.
    package func picture(on plane: SlicePlane, size: PlaneSize) -> Plane<Float> {
        var samples: [Float] = []
        samples.reserveCapacity(size.count)
        let across = plane.spacing.betweenColumns.value * plane.alongRow
        for row in 0..<size.rows {
            let start = plane.patientPoint(at: PixelPoint(column: 0, row: Double(row)))
            for column in 0..<size.columns {
                samples.append(value(at: start + Double(column) * across))
            }
        }
        return Plane(size: size, samples: samples)
    }
}

extension VolumeGeometry {
    /// The outer corners of the first and the last slice, half a slice further out.
    fileprivate var corners: [PatientPoint] {
        let across = [-0.5, Double(columns) - 0.5]
        let down = [-0.5, Double(rows) - 0.5]
        return [(planes[0], -0.5), (planes[planes.count - 1], 0.5)].flatMap { plane, side in
            across.flatMap { column in
                down.map { row in
                    plane.patientPoint(at: PixelPoint(column: column, row: row))
                        + (side * spacingBetweenSlices) * normal
                }
            }
        }
    }

    /// How far the volume reaches along a direction, mm.
    package func extent(along direction: PatientPoint) -> Double {
        let places = corners.map { $0.dot(direction) }
        return (places.max() ?? 0) - (places.min() ?? 0)
    }

    package var middle: PatientPoint {
        (1 / Double(corners.count)) * corners.dropFirst().reduce(corners[0], +)
    }
}
