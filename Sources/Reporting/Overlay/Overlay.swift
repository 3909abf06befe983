import Geometry
import Raster
import StudyModel

/// Draws one item: its picture with outlines, axes, values and a scale bar, and its state in words
/// below.
package struct Overlay {
    private static let narrowest = 512.0
    private static let background = Ink(red: 0.09, green: 0.09, blue: 0.10)
    private static let warning = Ink(red: 1, green: 0.72, blue: 0.25)
    private static let quiet = Ink(red: 0.78, green: 0.78, blue: 0.80)
    /// By rank: yellow, sky, pink, green, orange; told apart in every common colour blindness
    /// because each outline also carries its rank.
    private static let inks = [
        Ink(red: 1, green: 0.85, blue: 0.10), Ink(red: 0.30, green: 0.80, blue: 1),
        Ink(red: 1, green: 0.55, blue: 0.85), Ink(red: 0.50, green: 1, blue: 0.45),
        Ink(red: 1, green: 0.60, blue: 0.25),
    ]

    private let record: ItemRecord
    private let crop: PixelBox?
    private let factor: Double
    private let width: Int
    private let pictureHeight: Int
    private let fontSize: Double

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
        fontSize = max(14, (Double(width) / 60).rounded())
    }

    /// The drawing, 0xRRGGBB per pixel; `nil` when it would be larger than Cairo's limit.
    package func draw(on luminance: Plane<Float>) -> Plane<UInt32>? {
        let lines = footer()
        let lineHeight = (fontSize * 1.4).rounded()
        let footerHeight = Double(lines.count) * lineHeight + fontSize
        guard let size = PlaneSize(columns: width, rows: pictureHeight + Int(footerHeight)),
            let canvas = Canvas(size: size)
        else { return nil }
        canvas.fill(
            from: CanvasPoint(across: 0, down: 0),
            to: CanvasPoint(across: Double(width), down: Double(size.rows)),
            with: Self.background)
        if let crop {
            canvas.paint(shown(of: luminance, in: crop), crop: crop, enlargedBy: factor)
            drawOutlines(on: canvas, crop: crop)
        }
        for (index, line) in lines.enumerated() {
            let baseline = Double(pictureHeight) + fontSize / 2 + Double(index + 1) * lineHeight
            canvas.write(
                line.text, at: CanvasPoint(across: fontSize / 2, down: baseline - fontSize * 0.35),
                size: fontSize, with: line.ink)
        }
        return Plane(size: size, samples: canvas.pixels())
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
        let outlines = record.nerves.map { $0.outline.map(place) }
        for (nerve, outline) in zip(record.nerves, outlines) {
            let axes = OutlineAxes(of: nerve.outline, rowsPerColumn: Self.aspect(of: nerve))
            for axis in [axes?.long, axes?.short].compactMap({ $0 }) {
                strike(axis.map(place), closed: false, width: 1, ink: ink(of: nerve), on: canvas)
            }
            strike(outline, closed: true, width: 1.6, ink: ink(of: nerve), on: canvas)
        }
        let bar = drawScaleBar(on: canvas)
        drawLabels(outlines: outlines, taken: bar, on: canvas)
    }

    private static func aspect(of nerve: NerveRecord) -> Double {
        guard let row = nerve.scale.spacingRowMillimetres,
            let column = nerve.scale.spacingColumnMillimetres
        else { return 1 }
        return row / column
    }

    private func ink(of nerve: NerveRecord) -> Ink {
        Self.inks[max(0, nerve.rank - 1) % Self.inks.count]
    }

    /// A line with a dark border, seen on dark and bright tissue alike.
    private func strike(
        _ points: [CanvasPoint], closed: Bool, width: Double, ink: Ink, on canvas: borrowing Canvas
    ) {
        var shade = Ink.black
        shade.alpha = 0.55
        canvas.stroke(points, closed: closed, width: width + 2, with: shade)
        canvas.stroke(points, closed: closed, width: width, with: ink)
    }

    private func drawLabels(
        outlines: [[CanvasPoint]], taken: CanvasBox?, on canvas: borrowing Canvas
    ) {
        let picture = CanvasBox(
            left: 2, top: 2, width: Double(width) - 4, height: Double(pictureHeight) - 4)
        let homes = outlines.compactMap(CanvasBox.init(around:))
        var placement = LabelPlacement(
            picture: picture, taken: homes + [taken].compactMap { $0 })
        for (nerve, home) in zip(record.nerves, homes) {
            let text = OverlayWords.label(of: nerve)
            let place = placement.place(
                width: canvas.width(of: text, size: fontSize) + 4, height: fontSize + 4,
                beside: home)
            let baseline = CanvasPoint(across: place.left + 2, down: place.bottom - 5)
            write(text, at: baseline, ink: ink(of: nerve), on: canvas)
        }
    }

    /// Text on a dark plate, so that it is read on bright fascia as well.
    private func write(
        _ text: String, at origin: CanvasPoint, ink: Ink, on canvas: borrowing Canvas
    ) {
        var plate = Ink.black
        plate.alpha = 0.62
        let right = origin.across + canvas.width(of: text, size: fontSize)
        canvas.fill(
            from: CanvasPoint(across: origin.across - 4, down: origin.down - fontSize),
            to: CanvasPoint(across: right + 4, down: origin.down + fontSize * 0.3), with: plate)
        canvas.write(text, at: origin, size: fontSize, with: ink)
    }

    /// A horizontal bar at the lower right; returns the room that it takes.
    private func drawScaleBar(on canvas: borrowing Canvas) -> CanvasBox? {
        let scales = record.nerves.map(\.scale) + record.scale.map(\.scale)
        let spacing = scales.compactMap(\.spacingColumnMillimetres).first
        guard let spacing,
            let bar = ScaleBar(millimetresPerCanvasPixel: spacing / factor, width: Double(width))
        else { return nil }
        let right = Double(width) - fontSize
        let down = Double(pictureHeight) - fontSize
        let left = right - bar.lengthInCanvasPixels
        let tick = fontSize / 3
        let shape = [(left, -tick), (left, 0), (right, 0), (right, -tick)]
            .map { CanvasPoint(across: $0.0, down: down + $0.1) }
        strike(shape, closed: false, width: 2, ink: .white, on: canvas)
        let labelWidth = canvas.width(of: bar.label, size: fontSize)
        write(
            bar.label, at: CanvasPoint(across: (left + right - labelWidth) / 2, down: down - tick),
            ink: .white, on: canvas)
        return CanvasBox(
            left: left - 4, top: down - tick - fontSize - 4, width: right - left + 8,
            height: tick + fontSize + 8)
    }
}

// MARK: Footer

extension Overlay {
    private struct Line {
        let text: String
        let ink: Ink
    }

    private func footer() -> [Line] {
        let nerves = record.nerves.flatMap { nerve in
            wrapped(OverlayWords.line(of: nerve, besides: record.flags)).map {
                Line(text: $0, ink: ink(of: nerve))
            }
        }
        let status = OverlayWords.status(of: record).flatMap { text in
            wrapped(text).map {
                Line(text: $0, ink: text.hasPrefix("scale") ? Self.quiet : Self.warning)
            }
        }
        let notice = wrapped("\(record.source.item) · not a medical device")
            .map { Line(text: $0, ink: Self.quiet) }
        return nerves + status + notice
    }

    /// Breaks `text` at spaces into lines that fit the width.
    private func wrapped(_ text: String) -> [String] {
        guard let size = PlaneSize(columns: 1, rows: 1), let ruler = Canvas(size: size) else {
            return [text]
        }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if !line.isEmpty, ruler.width(of: longer, size: fontSize) > Double(width) - fontSize {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        return lines + [line]
    }
}
