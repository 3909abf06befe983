import Geometry
import Raster

/// The rectangle of frame pixels that the network sees, and its size on the network's square grid.
package struct NetworkView: Hashable, Sendable {
    /// In frame pixels.
    package let box: PixelBox
    /// Side of the network grid; the view fills its top left `columns` × `rows`.
    package let side: Int
    package let columns: Int
    package let rows: Int

    /// The longer side of `box` becomes `side`, the other in proportion.
    package init(box: PixelBox, side: Int) {
        self.box = box
        self.side = side
        let long = max(box.columns, box.rows)
        func scaled(_ pixels: Int) -> Int { max(1, (2 * pixels * side + long) / (2 * long)) }
        columns = scaled(box.columns)
        rows = scaled(box.rows)
    }

    /// A square part of `content` around `seed`, its side a share `crop` of the content's longer
    /// side; shifted, and cut, to lie inside the content.
    ///
    /// - Parameter smallestSide: of the square, in frame pixels, whatever `crop` says.
    package init(
        around seed: PixelPoint, crop: Double, content: PixelBox, side: Int, smallestSide: Int = 0
    ) {
        let long = Double(max(content.columns, content.rows))
        let square = max(Int((crop * long + 0.5).rounded(.down)), smallestSide, 1)
        let columns = min(square, content.columns)
        let rows = min(square, content.rows)
        func start(_ position: Double, from: Int, count: Int, taken: Int) -> Int {
            let inside = min(max(position, Double(from)), Double(from + count - 1))
            let wanted = Int((inside + 0.5).rounded(.down)) - taken / 2
            return min(max(wanted, from), from + count - taken)
        }
        guard
            let box = PixelBox(
                column: start(
                    seed.column, from: content.column, count: content.columns, taken: columns),
                row: start(seed.row, from: content.row, count: content.rows, taken: rows),
                columns: columns, rows: rows)
        else { preconditionFailure("a part of a box is a box") }
        self.init(box: box, side: side)
    }

    /// Of the part of the network grid that the view fills.
    package var size: PlaneSize {
        guard let size = PlaneSize(columns: columns, rows: rows) else {
            preconditionFailure("a view has at least one network pixel")
        }
        return size
    }

    /// Where a frame position lies on the network grid; pixel edges map to pixel edges.
    package func networkPoint(of point: PixelPoint) -> PixelPoint {
        PixelPoint(
            column: (point.column - Double(box.column) + 0.5) * Double(columns)
                / Double(box.columns) - 0.5,
            row: (point.row - Double(box.row) + 0.5) * Double(rows) / Double(box.rows) - 0.5)
    }

    /// The inverse of `networkPoint(of:)`.
    package func framePoint(of point: PixelPoint) -> PixelPoint {
        PixelPoint(
            column: (point.column + 0.5) * Double(box.columns) / Double(columns) - 0.5
                + Double(box.column),
            row: (point.row + 0.5) * Double(box.rows) / Double(rows) - 0.5 + Double(box.row))
    }

    /// Frame pixel areas per network pixel area.
    package var framePixelsPerNetworkPixel: Double {
        Double(box.columns * box.rows) / Double(columns * rows)
    }
}
