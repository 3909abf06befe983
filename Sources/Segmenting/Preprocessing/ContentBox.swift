import Geometry
import Raster

/// The insonated part of an ultrasound picture: the rest is black, or letters and rulers.
///
/// Step 2 of the preprocessing that the model was trained with (scripts/training/PREPROCESSING.md);
/// integers only, so that the box is the same on every processor.
package enum ContentBox {
    /// Sum over 5 × 5 pixels above which a pixel is bright: a mean above 4.
    private static let brightSum: Int32 = 100
    /// A narrower or lower box is no picture: the whole plane is taken.
    private static let smallestSide = 32

    /// - Parameter luminance: 0…255.
    package static func find(in luminance: Plane<Float>) -> PixelBox {
        let size = luminance.size
        guard let whole = PixelBox(column: 0, row: 0, columns: size.columns, rows: size.rows)
        else { preconditionFailure("a plane is never empty") }
        let bright = ConnectedGroups(of: windowSums(of: luminance), connectivity: .four) {
            $0 > brightSum
        }
        // The first of the largest, in raster order.
        guard let first = bright.groups.first else { return whole }
        let largest = bright.groups.dropFirst().reduce(first) {
            $1.pixels.count > $0.pixels.count ? $1 : $0
        }
        return trimmed(largest, columnsOfPlane: size.columns) ?? whole
    }

    /// Sums of the rounded samples over 5 × 5 pixels, zeros outside.
    private static func windowSums(of luminance: Plane<Float>) -> Plane<Int32> {
        let columns = luminance.size.columns
        let rows = luminance.size.rows
        var across = Plane<Int32>(size: luminance.size, filledWith: 0)
        for row in 0..<rows {
            let start = row * columns
            var sum: Int32 = 0
            for column in 0..<columns + 2 {
                if column < columns { sum += rounded(luminance.samples[start + column]) }
                if column >= 5 { sum -= rounded(luminance.samples[start + column - 5]) }
                if column >= 2 { across.samples[start + column - 2] = sum }
            }
        }
        var sums = across
        for row in 0..<rows {
            for near in max(0, row - 2)...min(rows - 1, row + 2) where near != row {
                for column in 0..<columns {
                    sums.samples[row * columns + column] &+= across.samples[near * columns + column]
                }
            }
        }
        return sums
    }

    private static func rounded(_ sample: Float) -> Int32 {
        Int32(min(max(sample, 0), 65535) + 0.5)
    }

    /// The group's box without the outer columns and rows of which it fills less than a tenth.
    private static func trimmed(_ group: PixelGroup, columnsOfPlane: Int) -> PixelBox? {
        let box = group.box
        var inColumn = [Int](repeating: 0, count: box.columns)
        var inRow = [Int](repeating: 0, count: box.rows)
        for pixel in group.pixels {
            let (row, column) = pixel.quotientAndRemainder(dividingBy: columnsOfPlane)
            inColumn[column - box.column] += 1
            inRow[row - box.row] += 1
        }
        guard let left = inColumn.firstIndex(where: { 10 * $0 >= box.rows }),
            let right = inColumn.lastIndex(where: { 10 * $0 >= box.rows }),
            let top = inRow.firstIndex(where: { 10 * $0 >= box.columns }),
            let bottom = inRow.lastIndex(where: { 10 * $0 >= box.columns }),
            right - left + 1 >= smallestSide, bottom - top + 1 >= smallestSide
        else { return nil }
        return PixelBox(
            column: box.column + left, row: box.row + top, columns: right - left + 1,
            rows: bottom - top + 1)
    }
}
