import Geometry
import ImageCodecs
import Raster
import StudyModel

extension Overlay {
    /// The bytes of `<frame>.overlay.png`; `nil` when the drawing is larger than Cairo's limit.
    package static func png(
        of record: ItemRecord, on luminance: Plane<Float>, content: PixelBox?
    ) throws(CodecError) -> [UInt8]? {
        guard
            let bounds = PixelBox(
                column: 0, row: 0, columns: luminance.size.columns, rows: luminance.size.rows),
            let drawing = Overlay(of: record, bounds: bounds, content: content).draw(on: luminance)
        else { return nil }
        return try drawing.palettePNG()
    }
}
