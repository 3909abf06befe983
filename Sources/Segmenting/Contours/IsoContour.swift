import Geometry
import Raster

/// Closed lines along which a sampled plane takes one value, by marching squares.
///
/// Samples outside the plane count as `outside`, below every level, so that every line closes.
/// Vertices lie where the bilinear interpolant crosses the level on the lines between neighbouring
/// samples; ambiguous squares are decided by the interpolant's saddle (asymptotic decider, Nielson
/// and Hamann 1991, doi:10.1109/VISUAL.1991.175782), so that no line crosses itself or another.
struct IsoContour {
    private let plane: Plane<Float>
    private let level: Float
    private let outside: Float
    /// Edges already on a line; edge `2·i` runs right from padded sample `i`, `2·i + 1` down.
    private var used: [Bool]
    private let columns: Int
    private let rows: Int

    /// - Parameter outside: what lies around the plane; less than `level`.
    init(of plane: Plane<Float>, level: Float, outside: Float = 0) {
        precondition(outside < level, "lines close only around what exceeds the outside")
        self.plane = plane
        self.level = level
        self.outside = outside
        columns = plane.size.columns + 2
        rows = plane.size.rows + 2
        used = [Bool](repeating: false, count: 2 * columns * rows)
    }

    /// Every line, in the plane's sample coordinates; positive area encloses what reaches `level`,
    /// negative area encloses a hole.
    mutating func lines() -> [[PixelPoint]] {
        var lines: [[PixelPoint]] = []
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 {
                // Every line has a square that it enters through its top side.
                let crossing = isInside(column, row) != isInside(column + 1, row)
                guard crossing, !used[2 * (row * columns + column)] else { continue }
                if let line = line(startingAboveColumn: column, row: row) { lines.append(line) }
            }
        }
        return lines
    }

    /// Follows the line that leaves or enters square (`column`, `row`) through its top side.
    private mutating func line(startingAboveColumn column: Int, row: Int) -> [PixelPoint]? {
        var square = (column: column, row: row)
        var side = Side.top
        // Walk with the inside on the right: through the top side downwards only when the sample
        // on its left is inside.
        if !isInside(column, row) {
            guard row > 0 else { return nil }
            square.row -= 1
            side = .bottom
        }
        var points: [PixelPoint] = []
        while true {
            let edge = edgeIndex(of: side, column: square.column, row: square.row)
            if used[edge] { return points }
            used[edge] = true
            points.append(crossing(of: side, column: square.column, row: square.row))
            side = exit(from: side, column: square.column, row: square.row)
            square = side.neighbour(of: square)
            side = side.opposite
        }
    }

    private func value(_ column: Int, _ row: Int) -> Float {
        guard column > 0, row > 0, column < columns - 1, row < rows - 1 else { return outside }
        return plane.samples[(row - 1) * plane.size.columns + column - 1]
    }

    private func isInside(_ column: Int, _ row: Int) -> Bool { value(column, row) >= level }

    private func edgeIndex(of side: Side, column: Int, row: Int) -> Int {
        switch side {
        case .top: 2 * (row * columns + column)
        case .bottom: 2 * ((row + 1) * columns + column)
        case .left: 2 * (row * columns + column) + 1
        case .right: 2 * (row * columns + column + 1) + 1
        }
    }

    /// Where the level is crossed on `side`, in unpadded coordinates.
    private func crossing(of side: Side, column: Int, row: Int) -> PixelPoint {
        let x = side == .right ? column + 1 : column
        let y = side == .bottom ? row + 1 : row
        let acrossColumns = side == .top || side == .bottom
        let a = Double(value(x, y))
        let b = Double(acrossColumns ? value(x + 1, y) : value(x, y + 1))
        let fraction = (Double(level) - a) / (b - a)
        return PixelPoint(
            column: Double(x - 1) + (acrossColumns ? fraction : 0),
            row: Double(y - 1) + (acrossColumns ? 0 : fraction))
    }

    /// The side through which the line that came in through `entry` leaves the square, the inside
    /// staying on its right.
    private func exit(from entry: Side, column: Int, row: Int) -> Side {
        let corners = (
            topLeft: isInside(column, row), topRight: isInside(column + 1, row),
            bottomRight: isInside(column + 1, row + 1), bottomLeft: isInside(column, row + 1)
        )
        switch corners {
        case (true, false, true, false), (false, true, false, true):
            let joined = saddle(column, row) >= level
            // Turning right keeps to the corner passed; turning left joins both corners.
            return joined ? entry.turningLeft : entry.turningRight
        default:
            return [entry.turningRight, entry.turningLeft, entry.opposite].first {
                isCrossed($0, corners)
            } ?? entry.opposite
        }
    }

    private func isCrossed(
        _ side: Side,
        _ corners: (topLeft: Bool, topRight: Bool, bottomRight: Bool, bottomLeft: Bool)
    ) -> Bool {
        switch side {
        case .top: corners.topLeft != corners.topRight
        case .right: corners.topRight != corners.bottomRight
        case .bottom: corners.bottomLeft != corners.bottomRight
        case .left: corners.topLeft != corners.bottomLeft
        }
    }

    /// Value of the bilinear interpolant at its saddle.
    private func saddle(_ column: Int, _ row: Int) -> Float {
        let a = value(column, row)
        let b = value(column + 1, row)
        let c = value(column + 1, row + 1)
        let d = value(column, row + 1)
        return (a * c - b * d) / (a + c - b - d)
    }
}

/// A side of a square between four samples.
private enum Side {
    case top
    case right
    case bottom
    case left

    var opposite: Side {
        switch self {
        case .top: .bottom
        case .right: .left
        case .bottom: .top
        case .left: .right
        }
    }

    /// The side on the right of someone who comes in through this one.
    var turningRight: Side {
        switch self {
        case .top: .left
        case .right: .top
        case .bottom: .right
        case .left: .bottom
        }
    }

    var turningLeft: Side { turningRight.opposite }

    func neighbour(of square: (column: Int, row: Int)) -> (column: Int, row: Int) {
        switch self {
        case .top: (square.column, square.row - 1)
        case .bottom: (square.column, square.row + 1)
        case .left: (square.column - 1, square.row)
        case .right: (square.column + 1, square.row)
        }
    }
}
