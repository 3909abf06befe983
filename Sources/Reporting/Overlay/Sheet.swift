import ImageCodecs
import Raster

/// A drawing with words below it.
enum Sheet {
    /// - Returns: 0xRRGGBB per pixel; `nil` when it would be larger than Cairo's limit.
    static func drawing(
        width: Int, height: Int, footer lines: [Footer.Line], pen: Pen,
        _ body: (borrowing Canvas) -> Void
    ) -> Plane<UInt32>? {
        let footer = Footer(lines, width: Double(width), pen: pen)
        guard let size = PlaneSize(columns: width, rows: height + Int(footer.height)),
            let canvas = Canvas(size: size)
        else { return nil }
        canvas.fill(
            from: CanvasPoint(across: 0, down: 0),
            to: CanvasPoint(across: Double(width), down: Double(size.rows)), with: Pen.background)
        body(canvas)
        footer.draw(below: Double(height), on: canvas)
        return Plane(size: size, samples: canvas.pixels())
    }
}

extension Plane<UInt32> {
    /// The bytes of a PNG file of at most 256 colours.
    func palettePNG() throws(CodecError) -> [UInt8] {
        let reduced = PaletteReduction(of: self)
        return try PNGImage.encode(indices: reduced.indices, palette: reduced.palette)
    }
}
