import Geometry
import Raster

/// A grid of square pixels on a slice, its columns towards the patient's left and its rows towards the
/// back, whichever way the slice is stored: what the network sees.
struct SliceView: Hashable, Sendable {
    let size: PlaneSize
    /// mm
    let step: Double
    /// Source pixels of the first view pixel, and from one view pixel to the next.
    private let first: SIMD2<Double>
    private let perColumn: SIMD2<Double>
    private let perRow: SIMD2<Double>

    /// - Parameter centre: of the view, in source pixels.
    init(on plane: SlicePlane, centre: PixelPoint, step: Double, size: PlaneSize) {
        let axes = SliceAxes(plane)
        self.size = size
        self.step = step
        perColumn = step * axes.left
        perRow = step * axes.posterior
        let half = SIMD2(Double(size.columns - 1), Double(size.rows - 1)) / 2
        first = SIMD2(centre.column, centre.row) - half.x * perColumn - half.y * perRow
    }

    func sourcePoint(column: Double, row: Double) -> PixelPoint {
        let point = first + column * perColumn + row * perRow
        return PixelPoint(column: point.x, row: point.y)
    }

    /// The inverse of `sourcePoint`.
    func viewPoint(of source: PixelPoint) -> PixelPoint {
        let from = SIMD2(source.column, source.row) - first
        let determinant = perColumn.x * perRow.y - perColumn.y * perRow.x
        return PixelPoint(
            column: (from.x * perRow.y - from.y * perRow.x) / determinant,
            row: (perColumn.x * from.y - perColumn.y * from.x) / determinant)
    }

    /// Bilinear, `outside` beyond the source.
    func samples(of source: Plane<Float>, outside: Float) -> Plane<Float> {
        var result = Plane<Float>(size: size, filledWith: outside)
        for row in 0..<size.rows {
            var point = first + Double(row) * perRow
            let start = row * size.columns
            for column in 0..<size.columns {
                result.samples[start + column] = source.interpolated(
                    column: Float(point.x), row: Float(point.y), outside: outside)
                point += perColumn
            }
        }
        return result
    }
}

/// The patient's left and back within a slice, in source pixels per mm.
private struct SliceAxes {
    let left: SIMD2<Double>
    let posterior: SIMD2<Double>

    init(_ plane: SlicePlane) {
        let perColumn = 1 / plane.spacing.betweenColumns.value
        let perRow = 1 / plane.spacing.betweenRows.value
        // The left axis as it lies in the slice, made a unit vector in mm.
        let across = SIMD2(plane.alongRow.left, plane.alongColumn.left)
        let length = (across * across).sum().squareRoot()
        let unit = length > 0 ? across / length : SIMD2(1, 0)
        let back = SIMD2(plane.alongRow.posterior, plane.alongColumn.posterior)
        let turned = SIMD2(-unit.y, unit.x)
        let down = (turned * back).sum() < 0 ? -turned : turned
        left = SIMD2(unit.x * perColumn, unit.y * perRow)
        posterior = SIMD2(down.x * perColumn, down.y * perRow)
    }
}

extension Plane<Float> {
    fileprivate func interpolated(column: Float, row: Float, outside: Float) -> Float {
        let left = column.rounded(.down)
        let top = row.rounded(.down)
        guard left >= -1, top >= -1, left < Float(size.columns), top < Float(size.rows) else {
            return outside
        }
        let u = column - left
        let v = row - top
        func at(_ x: Int, _ y: Int) -> Float {
            x >= 0 && y >= 0 && x < size.columns && y < size.rows
                ? samples[y * size.columns + x] : outside
        }
        let (x, y) = (Int(left), Int(top))
        let upper = at(x, y) * (1 - u) + at(x + 1, y) * u
        let lower = at(x, y + 1) * (1 - u) + at(x + 1, y + 1) * u
        return upper * (1 - v) + lower * v
    }
}
