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
        let sums = Plane(size: size, samples: windowSums(of: luminance))
        let bright = ConnectedGroups(of: sums, connectivity: .four) { $0 > brightSum }
        // The first of the largest, in raster order.
        guard let first = bright.groups.first else { return whole }
        let largest = bright.groups.dropFirst().reduce(first) {
            $1.pixels.count > $0.pixels.count ? $1 : $0
        }
        return trimmed(largest, of: bright.numbers) ?? whole
    }

    /// Sums of the rounded samples over 5 × 5 pixels, zeros outside.
    private static func windowSums(of luminance: Plane<Float>) -> [Int32] {
        let columns = luminance.size.columns
        let count = luminance.samples.count
        let across = rowSums(of: luminance)
        var sums = [Int32](repeating: 0, count: count)
        var running = [Int32](repeating: 0, count: columns)
        for row in 0..<luminance.size.rows + 2 {
            let entering = row * columns
            let leaving = entering - 5 * columns
            let centre = entering - 2 * columns
            for column in 0..<columns {
                var sum = running[column]
                if entering < count { sum &+= across[entering + column] }
                if leaving >= 0 { sum &-= across[leaving + column] }
                running[column] = sum
                if centre >= 0 { sums[centre + column] = sum }
            }
        }
        return sums
    }

    /// Sums over five pixels of a row.
    private static func rowSums(of luminance: Plane<Float>) -> [Int32] {
        let columns = luminance.size.columns
        // What is no number is dark.
        let quantised = luminance.samples.map { $0 > 0 ? Int32(min($0, 65535) + 0.5) : 0 }
        var sums = [Int32](repeating: 0, count: quantised.count)
        for start in stride(from: 0, to: quantised.count, by: columns) {
            var sum: Int32 = 0
            for column in 0..<columns + 2 {
                if column < columns { sum &+= quantised[start + column] }
                if column >= 5 { sum &-= quantised[start + column - 5] }
                if column >= 2 { sums[start + column - 2] = sum }
            }
        }
        return sums
    }

    /// The group's box without the outer columns and rows of which it fills less than a tenth.
    private static func trimmed(_ group: PixelGroup, of numbers: Plane<Int32>) -> PixelBox? {
        let box = group.box
        var inColumn = [Int](repeating: 0, count: box.columns)
        var inRow = [Int](repeating: 0, count: box.rows)
        for row in 0..<box.rows {
            let start = (box.row + row) * numbers.size.columns + box.column
            var count = 0
            for column in 0..<box.columns {
                let belongs = numbers.samples[start + column] == group.number ? 1 : 0
                inColumn[column] &+= belongs
                count &+= belongs
            }
            inRow[row] = count
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
