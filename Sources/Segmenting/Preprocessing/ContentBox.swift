import Geometry
import Kernels
import Raster

/// The insonated part of an ultrasound picture: the rest is black, or letters and rulers.
///
/// Step 2 of the preprocessing that the model was trained with (scripts/training/PREPROCESSING.md);
/// whole numbers only, so that the box is the same on every processor.
package enum ContentBox {
    /// Sum over 5 × 5 pixels above which a pixel is bright: a mean above 4.
    private static let brightSum: Float = 100
    /// A narrower or lower box is no picture: the whole plane is taken.
    private static let smallestSide = 32

    /// - Parameter luminance: 0…255; what is no number is dark.
    package static func find(
        in luminance: Plane<Float>, kernels: PlaneKernels = PlaneKernels()
    ) -> PixelBox {
        boxes(in: luminance, kernels: kernels).content
    }

    /// The content and the part of it that may be shown.
    ///
    /// Lossy compression can join letters to the picture, and the content then holds them. Rows of
    /// letters fill little of the width: `shown` leaves out outer rows and columns of which the
    /// content fills less than a third. The tip of a narrow sector goes with them.
    package static func boxes(
        in luminance: Plane<Float>, kernels: PlaneKernels = PlaneKernels()
    ) -> (content: PixelBox, shown: PixelBox) {
        let size = luminance.size
        guard let whole = PixelBox(column: 0, row: 0, columns: size.columns, rows: size.rows)
        else { preconditionFailure("a plane is never empty") }
        let bright = PixelGroup.groups(of: kernels.windowSums(luminance), connectivity: .four) {
            $0 > brightSum
        }
        // The first of the largest, in raster order.
        guard let first = bright.first else { return (whole, whole) }
        let largest = bright.dropFirst().reduce(first) {
            $1.count > $0.count ? $1 : $0
        }
        guard let content = trimmed(largest, width: size.columns, toShare: 10)
        else { return (whole, whole) }
        return (content, trimmed(largest, width: size.columns, toShare: 3) ?? content)
    }

    /// The group's box without the outer columns and rows of which it fills less than one part in
    /// `share`.
    ///
    /// - Parameter width: columns of the plane.
    private static func trimmed(
        _ group: PixelGroup, width: Int, toShare share: Int
    ) -> PixelBox? {
        let box = group.box
        // Runs that begin less those that ended before, summed along the columns.
        var steps = [Int](repeating: 0, count: box.columns + 1)
        var inRow = [Int](repeating: 0, count: box.rows)
        for run in group.runs {
            let column = run.lowerBound % width - box.column
            steps[column] += 1
            steps[column + run.count] -= 1
            inRow[run.lowerBound / width - box.row] += run.count
        }
        var covered = 0
        let inColumn = steps.dropLast().map { step in
            covered += step
            return covered
        }
        guard let left = inColumn.firstIndex(where: { share * $0 >= box.rows }),
            let right = inColumn.lastIndex(where: { share * $0 >= box.rows }),
            let top = inRow.firstIndex(where: { share * $0 >= box.columns }),
            let bottom = inRow.lastIndex(where: { share * $0 >= box.columns }),
            right - left + 1 >= smallestSide, bottom - top + 1 >= smallestSide
        else { return nil }
        return PixelBox(
            column: box.column + left, row: box.row + top, columns: right - left + 1,
            rows: bottom - top + 1)
    }
}
