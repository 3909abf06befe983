import Geometry
import Raster

/// The border around a seed by grey levels alone, for want of a model.
enum GreyLevelBorder {
    static func candidate(_ search: SeedRequest.Search, in plane: Plane<Float>) -> Candidate? {
        guard let outline = outline(search, in: plane),
            let whole = PixelBox(
                column: 0, row: 0, columns: plane.size.columns, rows: plane.size.rows)
        else { return nil }
        return Candidate(outline: outline, view: whole)
    }

    private static func outline(
        _ search: SeedRequest.Search, in plane: Plane<Float>
    ) -> Outline? {
        switch search {
        case .point(let point):
            let furthest = Double(min(plane.size.columns, plane.size.rows)) / 5
            return PolarBoundary().outline(
                around: point, in: plane, distances: min(4, furthest / 2)...furthest)
        case .box(let box):
            let short = Double(min(box.columns, box.rows))
            let long = Double(max(box.columns, box.rows))
            return PolarBoundary().outline(
                around: box.centre, in: plane, distances: short * 0.25...long * 0.6)
        }
    }
}
