/// Area, centre and second moments of what an outline encloses, in millimetres.
package struct SectionShape: Hashable, Sendable {
    /// mm²
    package let area: Double
    /// In pixels.
    package let centroid: PixelPoint
    /// Variances of place along rows and along columns, and their covariance; mm².
    package let alongRow: Double
    package let alongColumn: Double
    package let mixed: Double

    package init(_ outline: Outline, spacing: PixelSpacing) {
        let centre = outline.centroid
        let wide = spacing.betweenColumns.value
        let high = spacing.betweenRows.value
        let points = outline.vertices.map { vertex in
            (x: (vertex.column - centre.column) * wide, y: (vertex.row - centre.row) * high)
        }
        var (twice, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0)
        var a = points[points.count - 1]
        for b in points {
            let cross = a.x * b.y - b.x * a.y
            twice += cross
            xx += cross * (a.x * a.x + a.x * b.x + b.x * b.x)
            yy += cross * (a.y * a.y + a.y * b.y + b.y * b.y)
            xy += cross * (a.x * b.y + 2 * a.x * a.y + 2 * b.x * b.y + b.x * a.y)
            a = b
        }
        centroid = centre
        area = abs(twice) / 2
        alongRow = xx / (6 * twice)
        alongColumn = yy / (6 * twice)
        mixed = xy / (12 * twice)
    }

    /// 0 for equal second moments, 1 for a point against a line.
    package func difference(from other: SectionShape) -> Double {
        let x = alongRow - other.alongRow
        let y = alongColumn - other.alongColumn
        let xy = mixed - other.mixed
        let size = alongRow + alongColumn + other.alongRow + other.alongColumn
        return (x * x + y * y + 2 * xy * xy).squareRoot() / size
    }
}
