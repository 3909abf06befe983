import Geometry
import Raster

extension Plane<Float> {
    /// Bilinear interpolation; positions outside take the value of the nearest border position.
    func bilinear(at point: PixelPoint) -> Float {
        let x = min(max(point.column, 0), Double(size.columns - 1))
        let y = min(max(point.row, 0), Double(size.rows - 1))
        let column = min(Int(x), max(size.columns - 2, 0))
        let row = min(Int(y), max(size.rows - 2, 0))
        let right = min(column + 1, size.columns - 1)
        let below = min(row + 1, size.rows - 1)
        let u = Float(x - Double(column))
        let v = Float(y - Double(row))
        let top =
            samples[row * size.columns + column] * (1 - u)
            + samples[row * size.columns + right] * u
        let bottom =
            samples[below * size.columns + column] * (1 - u)
            + samples[below * size.columns + right] * u
        return top * (1 - v) + bottom * v
    }
}
