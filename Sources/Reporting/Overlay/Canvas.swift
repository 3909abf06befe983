import CCairo
import Geometry
import Raster

/// A colour with components 0…1.
package struct Ink: Hashable, Sendable {
    package let red: Double
    package let green: Double
    package let blue: Double
    package var alpha = 1.0

    package static let white = Ink(red: 1, green: 1, blue: 1)
    package static let black = Ink(red: 0, green: 0, blue: 0)
}

/// A position on a canvas, in canvas pixels from the top left corner.
package struct CanvasPoint: Hashable, Sendable {
    package var across: Double
    package var down: Double

    package init(across: Double, down: Double) {
        self.across = across
        self.down = down
    }
}

/// An opaque picture to draw on, backed by a Cairo image surface; the only file that calls Cairo.
///
/// Text is DejaVu Sans, grey anti-aliased and unhinted, whatever the settings of the desktop: equal
/// calls on equal library versions give equal pixels.
@safe package struct Canvas: ~Copyable {
    package let size: PlaneSize
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// A black canvas; `nil` when Cairo refuses the size (a side over 32767) or memory is short.
    package init?(size: PlaneSize) {
        guard size.columns <= 32767, size.rows <= 32767,
            let surface = unsafe cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(size.columns), Int32(size.rows))
        else { return nil }
        guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
            let context = unsafe cairo_create(surface)
        else {
            unsafe cairo_surface_destroy(surface)
            return nil
        }
        self.size = size
        unsafe self.surface = unsafe surface
        unsafe self.context = unsafe context
        chooseFont()
    }

    deinit {
        unsafe cairo_destroy(context)
        unsafe cairo_surface_destroy(surface)
    }

    private func chooseFont() {
        unsafe cairo_select_font_face(
            context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        guard let options = unsafe cairo_font_options_create() else { return }
        unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe cairo_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
        unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        unsafe cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    }

    /// Paints the `crop` of `luminance` (0…255) with its corner at the canvas' corner, each pixel
    /// `factor` canvas pixels wide (bilinear).
    ///
    /// - Precondition: `crop` lies inside the plane.
    package func paint(_ luminance: Plane<Float>, crop: PixelBox, enlargedBy factor: Double) {
        guard factor != 1 else { return fill(with: luminance, crop: crop, at: (0, 0)) }
        guard let size = PlaneSize(columns: crop.columns, rows: crop.rows),
            let picture = Canvas(size: size)
        else { return }
        picture.fill(with: luminance, crop: crop, at: (0, 0))
        unsafe cairo_save(context)
        unsafe cairo_rectangle(
            context, 0, 0, Double(crop.columns) * factor, Double(crop.rows) * factor)
        unsafe cairo_clip(context)
        unsafe cairo_scale(context, factor, factor)
        unsafe cairo_set_source_surface(context, picture.surface, 0, 0)
        let pattern = unsafe cairo_get_source(context)
        unsafe cairo_pattern_set_filter(pattern, CAIRO_FILTER_BILINEAR)
        unsafe cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
        unsafe cairo_paint(context)
        unsafe cairo_restore(context)
    }

    /// Puts a picture (0…255) pixel by pixel with its corner `across` and `down` from the canvas' corner.
    package func place(_ luminance: Plane<Float>, across: Int, down: Int) {
        let whole = PixelBox(
            column: 0, row: 0, columns: luminance.size.columns, rows: luminance.size.rows)
        if let whole { fill(with: luminance, crop: whole, at: (across, down)) }
    }

    /// Copies pixel by pixel; stops at the canvas' border.
    private func fill(
        with luminance: Plane<Float>, crop: PixelBox, at corner: (across: Int, down: Int)
    ) {
        let samples = luminance.samples
        let width = luminance.size.columns
        unsafe withPixels { row, pixels in
            guard (corner.down..<corner.down + crop.rows).contains(row) else { return }
            let start = (crop.row + row - corner.down) * width + crop.column
            for column in 0..<max(0, min(crop.columns, pixels.count - corner.across)) {
                let level = UInt32(max(0, min(255, samples[start + column])) + 0.5)
                unsafe pixels[corner.across + column] = 0xFF00_0000 | level &* 0x01_0101
            }
        }
    }

    /// Calls `visit` with every row of pixels: 0xFFRRGGBB each.
    private func withPixels(_ visit: (_ row: Int, UnsafeMutableBufferPointer<UInt32>) -> Void) {
        unsafe cairo_surface_flush(surface)
        guard let bytes = unsafe cairo_image_surface_get_data(surface) else { return }
        let stride = unsafe Int(cairo_image_surface_get_stride(surface))
        for row in 0..<size.rows {
            unsafe (bytes + row * stride)
                .withMemoryRebound(to: UInt32.self, capacity: size.columns) { start in
                    unsafe visit(
                        row, UnsafeMutableBufferPointer(start: start, count: size.columns))
                }
        }
        unsafe cairo_surface_mark_dirty(surface)
    }

    package func fill(from: CanvasPoint, to: CanvasPoint, with ink: Ink) {
        use(ink)
        unsafe cairo_rectangle(
            context, from.across, from.down, to.across - from.across, to.down - from.down)
        unsafe cairo_fill(context)
    }

    /// A line through `points` in canvas pixels, `width` canvas pixels wide.
    ///
    /// - Parameter dashes: lengths of dashes and of the gaps after them; none for a whole line.
    package func stroke(
        _ points: [CanvasPoint], closed: Bool, width: Double, dashes: [Double] = [], with ink: Ink
    ) {
        guard let first = points.first else { return }
        use(ink)
        unsafe cairo_new_path(context)
        unsafe cairo_move_to(context, first.across, first.down)
        for point in points.dropFirst() {
            unsafe cairo_line_to(context, point.across, point.down)
        }
        if closed { unsafe cairo_close_path(context) }
        unsafe cairo_set_line_width(context, width)
        unsafe cairo_set_dash(context, dashes, Int32(dashes.count), 0)
        unsafe cairo_stroke(context)
    }

    /// `text` with its baseline starting at `origin`; `size` is the font size in canvas pixels.
    package func write(_ text: String, at origin: CanvasPoint, size: Double, with ink: Ink) {
        use(ink)
        unsafe cairo_set_font_size(context, size)
        unsafe cairo_move_to(context, origin.across, origin.down)
        unsafe cairo_show_text(context, text)
    }

    /// How far `text` advances, in canvas pixels.
    package func width(of text: String, size: Double) -> Double {
        unsafe cairo_set_font_size(context, size)
        var extents = cairo_text_extents_t()
        unsafe cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }

    private func use(_ ink: Ink) {
        unsafe cairo_set_source_rgba(context, ink.red, ink.green, ink.blue, ink.alpha)
    }

    /// Every pixel as 0xRRGGBB, row after row.
    package func pixels() -> [UInt32] {
        var all: [UInt32] = []
        all.reserveCapacity(size.count)
        unsafe withPixels { _, pixels in unsafe all.append(contentsOf: pixels) }
        return all
    }
}
