import Geometry
import Raster

/// The pixel deepest inside a group: furthest, centre to centre, from every pixel outside it.
enum InnerPoint {
    /// (column, row) on the group's plane; the first in raster order of equals. What lies outside
    /// the plane is outside the group.
    static func deepest(of group: PixelGroup, on size: PlaneSize) -> (column: Int, row: Int) {
        let box = group.box
        var inside = [Bool](repeating: false, count: box.columns * box.rows)
        for pixel in group.pixels {
            let (row, column) = pixel.quotientAndRemainder(dividingBy: size.columns)
            inside[(row - box.row) * box.columns + column - box.column] = true
        }
        let heights = distancesAlongColumns(inside, columns: box.columns, rows: box.rows)
        var best = (squared: 0, index: 0)
        for index in inside.indices where inside[index] {
            let squared = squaredDistance(at: index, heights: heights, columns: box.columns)
            if squared > best.squared { best = (squared, index) }
        }
        return (box.column + best.index % box.columns, box.row + best.index / box.columns)
    }

    /// Rows to the nearest pixel outside, in the same column; 0 outside.
    private static func distancesAlongColumns(_ inside: [Bool], columns: Int, rows: Int) -> [Int] {
        var heights = [Int](repeating: 0, count: inside.count)
        for column in 0..<columns {
            var run = 0
            for row in 0..<rows {
                run = inside[row * columns + column] ? run + 1 : 0
                heights[row * columns + column] = run
            }
            run = 0
            for row in (0..<rows).reversed() {
                run = inside[row * columns + column] ? run + 1 : 0
                heights[row * columns + column] = min(heights[row * columns + column], run)
            }
        }
        return heights
    }

    /// Exact, after Meijster and others (doi:10.1007/0-306-47025-X_36).
    private static func squaredDistance(at index: Int, heights: [Int], columns: Int) -> Int {
        let column = index % columns
        let row = index - column
        let toEdge = min(column + 1, columns - column)
        var least = min(toEdge * toEdge, heights[index] * heights[index])
        for other in 0..<columns {
            let across = (other - column) * (other - column)
            guard across < least else { continue }
            least = min(least, across + heights[row + other] * heights[row + other])
        }
        return least
    }
}
