import Raster

/// The short bright marks of one dark column.
struct TickColumn {
    /// A mark stands out from above and below by this many grey levels.
    private static let contrast: Float = 40
    /// Tallest mark, as a fraction of the picture's height; at least six pixels.
    private static let tallest = 0.01
    /// A column of a ruler is dark but for its marks.
    private static let largestBrightShare = 0.35

    /// Rows of the middles of the marks, from above.
    private(set) var centres: [Double] = []

    /// `nil` when the column is not dark, has fewer than five marks, or so many that it is texture.
    init?(_ column: Int, of plane: Plane<Float>) {
        let (columns, rows) = (plane.size.columns, plane.size.rows)
        let tallest = max(6, Int(Self.tallest * Double(rows)))
        var start: Int?
        var bright = 0
        for row in 0...rows {
            let isBright =
                row < rows && plane.samples[row * columns + column] >= Self.contrast
            if isBright {
                bright += 1
                start = start ?? row
            } else if let first = start {
                if row - first <= tallest { centres.append(Double(first + row - 1) / 2) }
                start = nil
            }
        }
        guard centres.count >= TickProgression.fewest,
            Double(centres.count) * TickProgression.shortestPeriod <= Double(rows),
            Double(bright) <= Self.largestBrightShare * Double(rows)
        else { return nil }
    }

    /// How far each mark reaches to either side of `columns`, in pixels.
    func lengths(near columns: ClosedRange<Int>, in plane: Plane<Float>) -> [Int] {
        let reach = plane.size.columns / 20
        return centres.map { centre in
            let row = Int(centre)
            func isBright(_ column: Int) -> Bool {
                column >= 0 && column < plane.size.columns
                    && plane[column: column, row: row] >= Self.contrast
            }
            let middle = (columns.lowerBound + columns.upperBound) / 2
            var left = middle
            while left > middle - reach, isBright(left - 1) { left -= 1 }
            var right = middle
            while right < middle + reach, isBright(right + 1) { right += 1 }
            return right - left + 1
        }
    }
}
