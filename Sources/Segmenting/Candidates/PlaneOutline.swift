import Geometry
import Raster

/// The outline of one group of a probability plane, in frame pixels.
enum PlaneOutline {
    /// Samples of the plane are refined this many times, so that chords follow the bilinear surface.
    private static let refinement = 2

    /// - Parameters:
    ///   - plane: probabilities of the view's `columns` × `rows` network pixels.
    ///   - groups: of the pixels that reach `level`; every other group is pushed below it.
    /// - Returns: the outer border of the group's largest part, inside the view; `nil` when it
    ///   encloses nothing.
    static func outline(
        of group: PixelGroup, in groups: ConnectedGroups, plane: Plane<Float>, level: Float,
        view: NetworkView
    ) -> Outline? {
        guard
            let whole = PixelBox(
                column: -1, row: -1, columns: plane.size.columns + 2, rows: plane.size.rows + 2),
            let box = group.box.grown(by: 1, within: whole)
        else { return nil }
        let below = level.nextDown
        // Beyond the last samples their value continues, as far as the view does: half a sample.
        func sample(_ column: Int, _ row: Int) -> Float {
            let x = min(max(column, 0), plane.size.columns - 1)
            let y = min(max(row, 0), plane.size.rows - 1)
            let index = y * plane.size.columns + x
            let isOther = groups.numbers.samples[index] != group.number
            return isOther ? min(plane.samples[index], below) : plane.samples[index]
        }
        guard let fine = refined(box, sample) else { return nil }
        var contour = IsoContour(of: fine, level: level)
        let outlines = contour.lines().compactMap { line in
            try? Outline(closing: line.map { framePoint($0, box: box, view: view) })
        }
        return outlines.max { $0.signedAreaInPixels < $1.signedAreaInPixels }
    }

    /// Bilinear samples `1 / refinement` apart, from the first sample of `box` to the last.
    private static func refined(_ box: PixelBox, _ sample: (Int, Int) -> Float) -> Plane<Float>? {
        let columns = (box.columns - 1) * refinement + 1
        let rows = (box.rows - 1) * refinement + 1
        guard let size = PlaneSize(columns: columns, rows: rows),
            let coarseSize = PlaneSize(columns: box.columns, rows: box.rows)
        else { return nil }
        var coarse = Plane<Float>(size: coarseSize, filledWith: 0)
        for row in 0..<box.rows {
            for column in 0..<box.columns {
                coarse[column: column, row: row] = sample(box.column + column, box.row + row)
            }
        }
        var fine = Plane<Float>(size: size, filledWith: 0)
        for row in 0..<rows {
            for column in 0..<columns {
                fine[column: column, row: row] = coarse.bilinear(
                    at: PixelPoint(
                        column: Double(column) / Double(refinement),
                        row: Double(row) / Double(refinement)))
            }
        }
        return fine
    }

    /// From refined samples of `box` to the frame; kept on the pixels of the view.
    private static func framePoint(
        _ point: PixelPoint, box: PixelBox, view: NetworkView
    ) -> PixelPoint {
        let frame = view.framePoint(
            of: PixelPoint(
                column: Double(box.column) + point.column / Double(refinement),
                row: Double(box.row) + point.row / Double(refinement)))
        let left = Double(view.box.column) - 0.5
        let top = Double(view.box.row) - 0.5
        return PixelPoint(
            column: min(max(frame.column, left), left + Double(view.box.columns)),
            row: min(max(frame.row, top), top + Double(view.box.rows)))
    }
}
