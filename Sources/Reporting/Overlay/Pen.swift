import Raster

/// Lines and words on pictures, seen on dark and bright tissue alike.
struct Pen {
    static let background = Ink(red: 0.09, green: 0.09, blue: 0.10)
    static let warning = Ink(red: 1, green: 0.72, blue: 0.25)
    static let quiet = Ink(red: 0.78, green: 0.78, blue: 0.80)

    let fontSize: Double

    /// A line with a dark border.
    func strike(
        _ points: [CanvasPoint], closed: Bool = false, width: Double, dashes: [Double] = [],
        ink: Ink, on canvas: borrowing Canvas
    ) {
        var shade = Ink.black
        shade.alpha = 0.55 * ink.alpha
        canvas.stroke(points, closed: closed, width: width + 2, dashes: dashes, with: shade)
        canvas.stroke(points, closed: closed, width: width, dashes: dashes, with: ink)
    }

    /// Text on a dark plate.
    func write(_ text: String, at origin: CanvasPoint, ink: Ink, on canvas: borrowing Canvas) {
        var plate = Ink.black
        plate.alpha = 0.62
        let right = origin.across + canvas.width(of: text, size: fontSize)
        canvas.fill(
            from: CanvasPoint(across: origin.across - 4, down: origin.down - fontSize),
            to: CanvasPoint(across: right + 4, down: origin.down + fontSize * 0.3), with: plate)
        canvas.write(text, at: origin, size: fontSize, with: ink)
    }

    /// The room that a text on its plate takes.
    func room(for text: String, on canvas: borrowing Canvas) -> (width: Double, height: Double) {
        (canvas.width(of: text, size: fontSize) + 4, fontSize + 4)
    }

    /// A text on its plate in a place that was made for it.
    func write(_ text: String, in box: CanvasBox, ink: Ink, on canvas: borrowing Canvas) {
        let baseline = CanvasPoint(across: box.left + 2, down: box.bottom - 5)
        write(text, at: baseline, ink: ink, on: canvas)
    }

    /// A horizontal bar at the lower right of `picture`; returns the room that it takes.
    ///
    /// - Parameter spacing: millimetres per canvas pixel.
    func drawScaleBar(
        spacing: Double, in picture: CanvasBox, on canvas: borrowing Canvas
    ) -> CanvasBox? {
        guard let bar = ScaleBar(millimetresPerCanvasPixel: spacing, width: picture.width)
        else { return nil }
        let right = picture.right - fontSize
        let down = picture.bottom - fontSize
        let left = right - bar.lengthInCanvasPixels
        let tick = fontSize / 3
        let shape = [(left, -tick), (left, 0), (right, 0), (right, -tick)]
            .map { CanvasPoint(across: $0.0, down: down + $0.1) }
        strike(shape, width: 2, ink: .white, on: canvas)
        let labelWidth = canvas.width(of: bar.label, size: fontSize)
        write(
            bar.label, at: CanvasPoint(across: (left + right - labelWidth) / 2, down: down - tick),
            ink: .white, on: canvas)
        return CanvasBox(
            left: left - 4, top: down - tick - fontSize - 4, width: right - left + 8,
            height: tick + fontSize + 8)
    }
}

/// Lines of text below a picture, each broken at spaces to fit the width.
struct Footer {
    struct Line {
        let text: String
        let ink: Ink
    }

    private let lines: [Line]
    private let pen: Pen
    private let lineHeight: Double

    init(_ lines: [Line], width: Double, pen: Pen) {
        self.pen = pen
        self.lines = lines.flatMap { line in
            Self.wrapped(line.text, width: width - pen.fontSize, size: pen.fontSize)
                .map { Line(text: $0, ink: line.ink) }
        }
        lineHeight = (pen.fontSize * 1.4).rounded()
    }

    var height: Double { Double(lines.count) * lineHeight + pen.fontSize }

    func draw(below top: Double, on canvas: borrowing Canvas) {
        for (index, line) in lines.enumerated() {
            let baseline = top + pen.fontSize / 2 + Double(index + 1) * lineHeight
            canvas.write(
                line.text,
                at: CanvasPoint(across: pen.fontSize / 2, down: baseline - pen.fontSize * 0.35),
                size: pen.fontSize, with: line.ink)
        }
    }

    private static func wrapped(_ text: String, width: Double, size: Double) -> [String] {
        guard let pixel = PlaneSize(columns: 1, rows: 1), let ruler = Canvas(size: pixel) else {
            return [text]
        }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if !line.isEmpty, ruler.width(of: longer, size: size) > width {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        return lines + [line]
    }
}
