import Geometry
import Raster

/// The upper edge of the picture of a linear probe, where the skin touches it.
///
/// Known only inside a calibrated ultrasound region, whose box keeps text out, and only when the
/// edge is straight: under a curved probe depth does not run straight down. Gel or a stand-off pad
/// counts as part of the body.
struct SkinLine {
    /// Columns probed, evenly spread over the region.
    private static let probes = 15
    /// Grey level from which a pixel belongs to the picture, and for how many rows on end.
    private static let visible: (grey: Float, rows: Int) = (10, 4)

    /// The upper edge of the uppermost row.
    let row: Double

    init?(in plane: Plane<Float>, region: PixelBox) {
        let found = (1...Self.probes).compactMap { probe in
            Self.top(
                of: plane, region: region,
                column: region.column + region.columns * probe / (Self.probes + 1))
        }.sorted()
        guard found.count >= 7 else { return nil }
        let median = found[found.count / 2]
        let slack = max(2, region.rows / 100)
        guard found.count(where: { abs($0 - median) <= slack }) * 5 >= found.count * 4
        else { return nil }
        row = Double(median) - 0.5
    }

    /// The first row of a column that begins a visible stretch.
    private static func top(of plane: Plane<Float>, region: PixelBox, column: Int) -> Int? {
        var length = 0
        for row in region.row..<region.endRow {
            length = plane[column: column, row: row] >= visible.grey ? length + 1 : 0
            if length == visible.rows { return row - visible.rows + 1 }
        }
        return nil
    }
}
