import Geometry
import Raster
import Tracing

extension Outline {
    /// Share of the length that runs along the border of `box`, within 0.75 pixels of it.
    func share(alongBorderOf box: PixelBox) -> Double {
        let left = Double(box.column) + 0.25
        let right = Double(box.endColumn) - 1.25
        let top = Double(box.row) + 0.25
        let bottom = Double(box.endRow) - 1.25
        var along = 0.0
        var whole = 0.0
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            let length = previous.distanceInPixels(to: vertex)
            let touches =
                max(previous.column, vertex.column) < left
                || min(previous.column, vertex.column) > right
                || max(previous.row, vertex.row) < top || min(previous.row, vertex.row) > bottom
            whole += length
            along += touches ? length : 0
            previous = vertex
        }
        return along / whole
    }

    /// Pixels whose centres are inside this outline, inside `other`, and inside both.
    func pixels(comparedWith other: Outline) -> (own: Int, others: Int, both: Int) {
        guard let first = boundingBox, let second = other.boundingBox,
            let box = first.union(second), box.columns <= 1 << 15, box.rows <= 1 << 15,
            let size = PlaneSize(columns: box.columns, rows: box.rows)
        else { return (0, 0, 0) }
        var own = LabelPlane(size: size, filledWith: 0)
        own.fill(self, with: 1, seenIn: box)
        var others = LabelPlane(size: size, filledWith: 0)
        others.fill(other, with: 1, seenIn: box)
        return zip(own.samples, others.samples).reduce(into: (0, 0, 0)) { counts, pixel in
            counts.0 += Int(pixel.0)
            counts.1 += Int(pixel.1)
            counts.2 += Int(pixel.0 & pixel.1)
        }
    }

    /// Dice's coefficient of the pixels inside; 0 when neither holds a pixel.
    func dice(with other: Outline) -> Double {
        let counts = pixels(comparedWith: other)
        guard counts.own + counts.others > 0 else { return 0 }
        return 2 * Double(counts.both) / Double(counts.own + counts.others)
    }

    /// Share of the smaller outline's pixels that the other one holds too.
    func overlap(with other: Outline) -> Double {
        let counts = pixels(comparedWith: other)
        return Double(counts.both) / Double(max(min(counts.own, counts.others), 1))
    }
}

extension PixelBox {
    fileprivate func union(_ other: PixelBox) -> PixelBox? {
        let left = min(column, other.column)
        let top = min(row, other.row)
        return PixelBox(
            column: left, row: top, columns: max(endColumn, other.endColumn) - left,
            rows: max(endRow, other.endRow) - top)
    }
}
