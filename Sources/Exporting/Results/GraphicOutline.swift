import Geometry
import Reporting

/// Outlines in DICOM's graphic coordinates.
enum GraphicOutline {
    /// Columns and rows by turns, the first point again at the end. Ours have (0, 0) at the centre of
    /// the first pixel, DICOM's at its corner (PS3.3 §C.10.5.1.2).
    static func numbers(of outline: [PixelPoint]) -> [Double] {
        coordinates(of: outline + outline.prefix(1))
    }

    /// Of an open line.
    static func coordinates(of points: [PixelPoint]) -> [Double] {
        points.flatMap { [$0.column + 0.5, $0.row + 0.5] }
    }

    /// The outline of a closed polyline, rounded as in the report; `nil` when it is none.
    static func outline(of numbers: [Double]) -> [PixelPoint]? {
        let points = stride(from: 0, to: numbers.count - 1, by: 2).compactMap { index in
            point(numbers[index], numbers[index + 1])
        }
        guard numbers.count % 2 == 0, points.count * 2 == numbers.count, points.count > 3,
            points.first == points.last
        else { return nil }
        return Array(points.dropLast())
    }

    private static func point(_ column: Double, _ row: Double) -> PixelPoint? {
        guard let column = (column - 0.5).rounded(toDecimals: NerveRecord.outlineDecimals),
            let row = (row - 0.5).rounded(toDecimals: NerveRecord.outlineDecimals)
        else { return nil }
        return PixelPoint(column: column, row: row)
    }
}
