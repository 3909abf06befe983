import Geometry
import Kernels
import Raster
import StudyModel

/// Grey levels of a volume at any point of the patient, by linear interpolation in millimetres.
///
/// Every slice is read where it lies. Nothing is made up: beyond half a distance outside the first and
/// the last slice, and as far inside a gap between slices, there is no value.
package struct VolumeSampler: Sendable {
    package let geometry: VolumeGeometry
    private let planes: [Plane<Float>]
    private let heights: [Double]
    private let kernels: PlaneKernels

    /// What a point outside the volume gets: darker than every picture.
    package static let outside = -Float.infinity

    /// Neighbours further apart than this times the usual distance have a gap between them.
    private static let gap = 1.5

    /// - Precondition: a plane of the geometry's size for every slice.
    package init(
        _ planes: [Plane<Float>], geometry: VolumeGeometry, kernels: PlaneKernels = PlaneKernels()
    ) {
        precondition(
            planes.count == geometry.planes.count && !planes.isEmpty, "a plane for every slice")
        self.planes = planes
        self.geometry = geometry
        self.kernels = kernels
        heights = planes.indices.map(geometry.height(ofSlice:))
    }

    /// Of every slice.
    package var bounds: PixelBox {
        let whole = PixelBox(column: 0, row: 0, columns: geometry.columns, rows: geometry.rows)
        guard let whole else { preconditionFailure("a slice has pixels") }
        return whole
    }

    /// `outside` where there is no value.
    package func value(at point: PatientPoint) -> Float {
        let height = geometry.height(of: point)
        let lower = slice(below: height)
        let upper = min(lower + 1, planes.count - 1)
        let reach = geometry.spacingBetweenSlices / 2
        let (toLower, toUpper) = (height - heights[lower], heights[upper] - height)
        guard lower < upper, toLower >= 0, toUpper >= 0,
            toLower + toUpper <= Self.gap * geometry.spacingBetweenSlices
        else {
            let nearest = abs(toLower) <= abs(toUpper) ? lower : upper
            return min(abs(toLower), abs(toUpper)) <= reach
                ? value(under: point, inSlice: nearest) : Self.outside
        }
        let share = Float(toLower / (toLower + toUpper))
        // Not a weighted sum where a weight is 0: 0 × −∞ is no number.
        if share == 0 { return value(under: point, inSlice: lower) }
        if share == 1 { return value(under: point, inSlice: upper) }
        return value(under: point, inSlice: lower) * (1 - share)
            + value(under: point, inSlice: upper) * share
    }

    /// The last slice at or below a height, the first when there is none.
    private func slice(below height: Double) -> Int {
        var slice = Int(height / geometry.spacingBetweenSlices).clamped(to: planes.indices)
        while slice > 0, heights[slice] > height { slice -= 1 }
        while slice + 1 < heights.count, heights[slice + 1] <= height { slice += 1 }
        return slice
    }

    /// Bilinear; half a pixel beyond the border takes the border's value.
    private func value(under point: PatientPoint, inSlice slice: Int) -> Float {
        let size = planes[slice].size
        let (pixel, _) = geometry.planes[slice].pixel(under: point)
        guard pixel.column >= -0.5, pixel.row >= -0.5,
            pixel.column <= Double(size.columns) - 0.5, pixel.row <= Double(size.rows) - 0.5
        else { return Self.outside }
        let x = min(max(pixel.column, 0), Double(size.columns - 1))
        let y = min(max(pixel.row, 0), Double(size.rows - 1))
        let (column, row) = (Int(x), Int(y))
        let right = min(column + 1, size.columns - 1) - column
        let below = (min(row + 1, size.rows - 1) - row) * size.columns
        let (u, v) = (Float(x - Double(column)), Float(y - Double(row)))
        let start = row * size.columns + column
        let samples = planes[slice].samples
        let top = samples[start] * (1 - u) + samples[start + right] * u
        let bottom = samples[start + below] * (1 - u) + samples[start + below + right] * u
        return top * (1 - v) + bottom * v
    }

    /// A part of a slice in another size, smoothed where it shrinks.
    package func slice(_ slice: Int, box: PixelBox, resizedTo size: PlaneSize) -> Plane<Float> {
        kernels.resized(planes[slice], box: box, to: size)
    }
}

extension Int {
    fileprivate func clamped(to range: Range<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound - 1)
    }
}
