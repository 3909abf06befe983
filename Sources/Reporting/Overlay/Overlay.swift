import Geometry
import Raster
import StudyModel

/// Draws one item: its picture with outlines, axes, values and a scale bar, and its state in words
/// below.
package struct Overlay {
    private static let narrowest = 512.0

    private let record: ItemRecord
    private let crop: PixelBox?
    private let factor: Double
    private let width: Int
    private let pictureHeight: Int
    private let pen: Pen

    /// - Parameter content: the detected picture inside the frame, for files without regions.
    package init(of record: ItemRecord, bounds: PixelBox, content: PixelBox?) {
        self.record = record
        let crop = OverlayCrop.box(of: record, content: content, bounds: bounds)
        let columns = Double(crop?.columns ?? 0)
        let factor = columns > 0 ? min(8, max(1, Self.narrowest / columns)) : 1
        self.crop = crop
        self.factor = factor
        width = Int(max(Self.narrowest, (columns * factor).rounded(.down)))
        pictureHeight = Int((Double(crop?.rows ?? 0) * factor).rounded(.down))
        pen = Pen(fontSize: max(14, (Double(width) / 60).rounded()))
    }

    /// The drawing, 0xRRGGBB per pixel; `nil` when it would be larger than Cairo's limit.
    package func draw(on luminance: Plane<Float>) -> Plane<UInt32>? {
        Sheet.drawing(width: width, height: pictureHeight, footer: lines, pen: pen) { canvas in
            guard let crop else { return }
            canvas.paint(shown(of: luminance, in: crop), crop: crop, enlargedBy: factor)
            drawOutlines(on: canvas, crop: crop)
        }
    }
}

// MARK: Picture

extension Overlay {
    /// Black between trusted regions: names may stand there.
    private func shown(of luminance: Plane<Float>, in crop: PixelBox) -> Plane<Float> {
        let regions = OverlayCrop.trustedRegions(of: record)
        guard !regions.isEmpty, !regions.contains(where: { $0.intersection(crop) == crop })
        else { return luminance }
        var shown = Plane<Float>(size: luminance.size, filledWith: 0)
        for region in regions.compactMap({ $0.intersection(crop) }) {
            for row in region.row..<region.endRow {
                let start = row * luminance.size.columns
                let range = start + region.column..<start + region.endColumn
                shown.samples.replaceSubrange(range, with: luminance.samples[range])
            }
        }
        return shown
    }
}

// MARK: Outlines

extension Overlay {
    private func drawOutlines(on canvas: borrowing Canvas, crop: PixelBox) {
        func place(_ point: PixelPoint) -> CanvasPoint {
            CanvasPoint(
                across: (point.column - Double(crop.column) + 0.5) * factor,
                down: (point.row - Double(crop.row) + 0.5) * factor)
        }
        let marks = NerveMarks(
            nerves: record.nerves, inks: NerveInks(for: record.modality), pen: pen, place: place,
            label: { OverlayWords.label(of: $0, in: record.modality) })
        marks.drawOutlines(on: canvas)
        let bar = drawScaleBar(on: canvas)
        let picture = CanvasBox(
            left: 2, top: 2, width: Double(width) - 4, height: Double(pictureHeight) - 4)
        marks.drawLabels(in: picture, taken: [bar].compactMap { $0 }, on: canvas)
    }

    /// A horizontal bar at the lower right; returns the room that it takes.
    private func drawScaleBar(on canvas: borrowing Canvas) -> CanvasBox? {
        let scales = record.nerves.map(\.scale) + record.scale.map(\.scale)
        guard let spacing = scales.compactMap(\.spacingColumnMillimetres).first else { return nil }
        let picture = CanvasBox(
            left: 0, top: 0, width: Double(width), height: Double(pictureHeight))
        return pen.drawScaleBar(spacing: spacing / factor, in: picture, on: canvas)
    }
}

// MARK: Footer

extension Overlay {
    private var lines: [Footer.Line] {
        let inks = NerveInks(for: record.modality)
        let nerves = record.nerves.map { nerve in
            Footer.Line(
                text: OverlayWords.line(of: nerve, in: record.modality, besides: record.flags),
                ink: inks.ink(of: nerve))
        }
        let status = OverlayWords.status(of: record).map { text in
            Footer.Line(text: text, ink: text.hasPrefix("scale") ? Pen.quiet : Pen.warning)
        }
        let notice = OverlayWords.notice(of: record)
        return nerves + status + [Footer.Line(text: notice, ink: Pen.quiet)]
    }
}
