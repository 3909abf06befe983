/// A non-empty rectangle of whole pixels.
package struct PixelBox: Hashable, Sendable {
    package let column: Int
    package let row: Int
    package let columns: Int
    package let rows: Int

    /// `nil` when the rectangle is empty or a border overflows.
    package init?(column: Int, row: Int, columns: Int, rows: Int) {
        guard columns > 0, rows > 0, !column.addingReportingOverflow(columns).overflow,
            !row.addingReportingOverflow(rows).overflow
        else { return nil }
        self.column = column
        self.row = row
        self.columns = columns
        self.rows = rows
    }

    /// One past the last column.
    package var endColumn: Int { column + columns }
    /// One past the last row.
    package var endRow: Int { row + rows }

    package var centre: PixelPoint {
        PixelPoint(
            column: Double(column) + Double(columns - 1) / 2,
            row: Double(row) + Double(rows - 1) / 2)
    }

    /// Whether `point` lies on one of the pixels, edges included.
    package func contains(_ point: PixelPoint) -> Bool {
        point.column >= Double(column) - 0.5 && point.column <= Double(endColumn) - 0.5
            && point.row >= Double(row) - 0.5 && point.row <= Double(endRow) - 0.5
    }

    package func intersection(_ other: PixelBox) -> PixelBox? {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return PixelBox(
            column: left, row: top, columns: min(endColumn, other.endColumn) - left,
            rows: min(endRow, other.endRow) - top)
    }

    /// This box grown by `margin` pixels on every side and cut to `bounds`.
    package func grown(by margin: Int, within bounds: PixelBox) -> PixelBox? {
        PixelBox(
            column: column - margin, row: row - margin, columns: columns + 2 * margin,
            rows: rows + 2 * margin)?.intersection(bounds)
    }
}
