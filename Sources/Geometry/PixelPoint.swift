/// A continuous position in a plane, in pixels; (0, 0) is the centre of the first pixel.
///
/// DICOM graphic coordinates put the corner of the first pixel at (0, 0): they are these plus 0.5
/// (PS3.3 §C.10.5.1.2).
package struct PixelPoint: Hashable, Sendable {
    package var column: Double
    package var row: Double

    @inlinable package init(column: Double, row: Double) {
        self.column = column
        self.row = row
    }

    package var isFinite: Bool { column.isFinite && row.isFinite }

    @inlinable package func distanceInPixels(to other: PixelPoint) -> Double {
        let columns = other.column - column
        let rows = other.row - row
        return (columns * columns + rows * rows).squareRoot()
    }
}
