/// A piece of a plot, drawn as SVG or on a canvas. Places are in the plot's units, styles are names.
enum PlotMark {
    case group([PlotMark])
    case text(String, at: (Double, Double), style: String)
    case line(from: (Double, Double), to: (Double, Double), style: String)
    case rectangle(at: (Double, Double), width: Double, height: Double, style: String)
    case circle(at: (Double, Double), radius: Double, style: String)
    case polyline([(Double, Double)], style: String)

    var svg: String {
        switch self {
        case .group(let marks): "<g>\n" + marks.map(\.svg).joined() + "</g>\n"
        case .text(let text, let place, let style): SVGParts.text(text, at: place, style: style)
        case .line(let from, let to, let style): SVGParts.line(from: from, to: to, style: style)
        case .rectangle(let place, let width, let height, let style):
            SVGParts.rectangle(at: place, width: width, height: height, style: style)
        case .circle(let place, let radius, let style):
            SVGParts.circle(at: place, radius: radius, style: style)
        case .polyline(let points, let style):
            "<polyline class=\"\(style)\" points=\""
                + points.map { "\(SVGParts.number($0.0)),\(SVGParts.number($0.1))" }
                .joined(separator: " ") + "\"/>\n"
        }
    }
}

/// Draws the marks of a plot on a canvas.
struct PlotPainter {
    /// What a style means to a canvas; styles of a mark are separated by spaces.
    struct Style {
        var ink = Ink(red: 0.87, green: 0.87, blue: 0.87)
        var width = 1.0
        var dashes: [Double] = []
        var fontSize = 12.0
        /// Of the text's width, before its place.
        var anchor = 0.0
    }

    /// Canvas pixels per unit.
    let scale: Double
    /// Changes the style of marks that carry a name.
    let style: (_ name: Substring, inout Style) -> Void

    func draw(_ mark: PlotMark, on canvas: borrowing Canvas) {
        switch mark {
        case .group(let marks):
            for mark in marks { draw(mark, on: canvas) }
        case .text(let text, let place, let names):
            let style = style(of: names)
            let size = style.fontSize * scale
            var origin = point(place)
            origin.across -= style.anchor * canvas.width(of: text, size: size)
            canvas.write(text, at: origin, size: size, with: style.ink)
        case .line(let from, let to, let names):
            stroke([from, to], closed: false, names, on: canvas)
        case .rectangle(let place, let width, let height, let names):
            let end = (place.0 + width, place.1 + height)
            guard names.hasPrefix("band") else {
                let corners = [place, (end.0, place.1), end, (place.0, end.1)]
                return stroke(corners, closed: true, names, on: canvas)
            }
            canvas.fill(from: point(place), to: point(end), with: style(of: names).ink)
        case .circle(let place, let radius, let names):
            // A line of no length with round ends.
            canvas.stroke(
                [point(place), point(place)], closed: false, width: 2 * radius * scale,
                with: style(of: names).ink)
        case .polyline(let points, let names):
            stroke(points, closed: false, names, on: canvas)
        }
    }

    private func point(_ place: (Double, Double)) -> CanvasPoint {
        CanvasPoint(across: place.0 * scale, down: place.1 * scale)
    }

    private func stroke(
        _ points: [(Double, Double)], closed: Bool, _ names: String, on canvas: borrowing Canvas
    ) {
        let style = style(of: names)
        canvas.stroke(
            points.map(point), closed: closed, width: style.width * scale,
            dashes: style.dashes.map { $0 * scale }, with: style.ink)
    }

    private func style(of names: String) -> Style {
        var result = Style()
        for name in names.split(separator: " ") { style(name, &result) }
        return result
    }
}
