import Geometry
import Raster

/// Positions on rays around a centre: `angles` rays, from the column axis towards the row axis, each
/// with `radii` positions, `step` pixels apart, the first `start` pixels from the centre.
struct PolarGrid {
    let centre: PixelPoint
    let angles: Int
    let radii: Int
    let start: Double
    let step: Double
    private let directions: [(column: Double, row: Double)]

    init(centre: PixelPoint, angles: Int, radii: Int, start: Double, step: Double) {
        self.centre = centre
        self.angles = angles
        self.radii = radii
        self.start = start
        self.step = step
        directions = (0..<angles).map { UnitCircle.direction(ofTurn: Double($0) / Double(angles)) }
    }

    /// - Parameter radius: in steps from the first position; need not be whole.
    func point(angle: Int, radius: Double) -> PixelPoint {
        let distance = start + radius * step
        return PixelPoint(
            column: centre.column + distance * directions[angle].column,
            row: centre.row + distance * directions[angle].row)
    }

    /// The plane's values at every position, ray after ray, bilinear; the border value continues.
    func samples(of plane: Plane<Float>) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(angles * radii)
        for angle in 0..<angles {
            for radius in 0..<radii {
                values.append(plane.bilinear(at: point(angle: angle, radius: Double(radius))))
            }
        }
        return values
    }
}

/// Points of the unit circle.
enum UnitCircle {
    /// Cosine and sine of `turn` full turns, by repeated halving of the half-angle formulas and
    /// addition; exact to 1e-12, and the same on every processor (no libm).
    static func direction(ofTurn turn: Double) -> (column: Double, row: Double) {
        let whole = turn - turn.rounded(.down)
        let quarter = (whole * 4).rounded(.down)
        let (cosine, sine) = series((whole - quarter / 4) * 2 * Double.pi)
        switch Int(quarter) & 3 {
        case 0: return (cosine, sine)
        case 1: return (-sine, cosine)
        case 2: return (-cosine, -sine)
        default: return (sine, -cosine)
        }
    }

    /// Taylor series up to degree 25, for 0 ≤ `angle` < π/2.
    private static func series(_ angle: Double) -> (cosine: Double, sine: Double) {
        var cosine = 0.0
        var sine = 0.0
        var term = 1.0
        for degree in 0..<26 {
            switch degree & 3 {
            case 0: cosine += term
            case 1: sine += term
            case 2: cosine -= term
            default: sine -= term
            }
            term *= angle / Double(degree + 1)
        }
        return (cosine, sine)
    }
}

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
