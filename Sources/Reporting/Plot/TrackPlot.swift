import JSON

/// A drawing of one track over time: area, displacement and flattening, as SVG text.
///
/// Gaps interrupt the lines and are shaded: nothing is drawn where nothing was measured.
package struct TrackPlot {
    private struct Panel {
        let title: String
        /// A style class, a legend and the values of one line.
        let lines: [(style: String, legend: String, values: [Double?])]
    }

    private static let width = 760.0
    private static let left = 66.0
    private static let right = 16.0
    private static let top = 44.0
    private static let panelHeight = 150.0
    private static let gap = 44.0

    private let track: TrackRecord
    private let positions: [Double]
    private let usesTime: Bool

    package init(of track: TrackRecord) {
        self.track = track
        let times = track.points.compactMap(\.timeMilliseconds)
        usesTime = times.count == track.points.count && times.count > 1
        positions = usesTime ? times.map { $0 / 1000 } : track.points.map { Double($0.frame) }
    }

    /// The SVG document; equal tracks give equal text.
    package var svg: String {
        let panels = panels.filter { $0.lines.contains { $0.values.contains { $0 != nil } } }
        let height =
            Self.top + Double(panels.count) * (Self.panelHeight + Self.gap)
            + (panels.isEmpty ? 20 : 0)
        var text = opening(height: height)
        for (index, panel) in panels.enumerated() {
            let top = Self.top + Double(index) * (Self.panelHeight + Self.gap)
            text += drawing(of: panel, top: top, isLast: index == panels.count - 1)
        }
        return text + "</svg>\n"
    }

    private var panels: [Panel] {
        let points = track.points
        let length = track.inMillimetres ? "mm" : "px"
        return [
            Panel(
                title: "Area (\(track.inMillimetres ? "mm²" : "px"))",
                lines: [("a", "", points.map(\.area))]),
            Panel(
                title: "Displacement relative to the \(track.reference.rawValue) (\(length))",
                lines: [
                    ("a", "along the skin", points.map(\.acrossColumns)),
                    ("b", "in depth", points.map(\.acrossRows)),
                ]),
            Panel(
                title: "Flattening (long / short axis)",
                lines: [("a", "", points.map(\.flatteningRatio))]),
        ]
    }

    private func opening(height: Double) -> String {
        let gaps = track.points.count { $0.isGap }
        let title = "Nerve \(track.rank) over \(usesTime ? "time" : "frames")"
        let size = "\(SVGParts.number(Self.width)) \(SVGParts.number(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" role="img" \
            aria-labelledby="title description">
            <title id="title">\(title)</title>
            <desc id="description">\(track.points.count) frames, \(gaps) of them gaps. \
            Nothing is drawn in a gap.</desc>
            <style>\(Self.style)</style>
            <rect class="page" width="100%" height="100%"/>
            <text class="head" x="\(SVGParts.number(Self.left))" y="20">\(title)\
            \(gaps > 0 ? ", \(gaps) of \(track.points.count) frames are gaps (shaded)" : "")</text>

            """
    }

    private static let style = """
        text{font:12px "DejaVu Sans",sans-serif;fill:#222}.head{font-size:14px}\
        .page{fill:#fff}.frame,.grid{fill:none;stroke:#999}.grid{stroke:#ddd}\
        .gap{fill:#888;fill-opacity:.22}.a,.b{fill:none;stroke:#0b5cad;stroke-width:1.8;\
        stroke-linejoin:round}.b{stroke:#b34700;stroke-dasharray:6 3}\
        circle.a{fill:#0b5cad;stroke:none}circle.b{fill:#b34700;stroke:none}\
        text.a{fill:#0b5cad;stroke:none}text.b{fill:#b34700;stroke:none}.end{text-anchor:end}\
        .mid{text-anchor:middle}\
        @media(prefers-color-scheme:dark){text{fill:#ddd}.page{fill:#16181c}\
        .frame{stroke:#777}.grid{stroke:#333}.a{stroke:#6db3f8}.b{stroke:#ff9f5a}\
        circle.a,text.a{fill:#6db3f8}circle.b,text.b{fill:#ff9f5a}}
        """
}

// MARK: One panel

extension TrackPlot {
    private func drawing(of panel: Panel, top: Double, isLast: Bool) -> String {
        let values = panel.lines.flatMap { $0.values.compactMap { $0 } }
        let range = Self.padded(values)
        var text = "<g>\n"
        text += SVGParts.text(panel.title, at: (Self.left, top - 8))
        text += legend(of: panel, top: top) + gapBands(top: top)
        for value in AxisTicks(over: range, count: 4).values {
            let down = Self.down(value, range, top)
            text += SVGParts.line(from: (Self.left, down), to: (Self.end, down), style: "grid")
            text += SVGParts.text(
                AxisTicks(over: range, count: 4).label(value), at: (Self.left - 6, down + 4),
                style: "end")
        }
        text += frameTicks(top: top, isLast: isLast)
        for line in panel.lines { text += drawing(of: line.values, line.style, range, top) }
        return text + "</g>\n"
    }

    /// A line through neighbours that are both measured; a point that has none is a dot.
    private func drawing(
        of values: [Double?], _ style: String, _ range: ClosedRange<Double>, _ top: Double
    ) -> String {
        var text = ""
        var run: [String] = []
        for (index, value) in (values + [nil]).enumerated() {
            if let value {
                let place = (across(positions[index]), Self.down(value, range, top))
                run.append("\(SVGParts.number(place.0)),\(SVGParts.number(place.1))")
                continue
            }
            if run.count == 1 {
                let place = run[0].split(separator: ",")
                text +=
                    "<circle class=\"\(style)\" cx=\"\(place[0])\" cy=\"\(place[1])\" r=\"2.5\"/>\n"
            } else if !run.isEmpty {
                text += "<polyline class=\"\(style)\" points=\"\(run.joined(separator: " "))\"/>\n"
            }
            run = []
        }
        return text
    }

    private func legend(of panel: Panel, top: Double) -> String {
        var across = Self.end
        var text = ""
        for line in panel.lines.reversed() where !line.legend.isEmpty {
            text += SVGParts.text(line.legend, at: (across, top - 8), style: line.style + " end")
            across -= 110
        }
        return text
    }

    /// Half a step to each side of every frame without the nerve.
    private func gapBands(top: Double) -> String {
        var text = ""
        for (index, point) in track.points.enumerated() where point.isGap {
            let here = positions[index]
            let before = index > 0 ? (positions[index - 1] + here) / 2 : here
            let after = index + 1 < positions.count ? (positions[index + 1] + here) / 2 : here
            let width = max(1, across(after) - across(before))
            text += SVGParts.rectangle(
                at: (across(before), top), width: width, height: Self.panelHeight, style: "gap")
        }
        return text
    }

    private func frameTicks(top: Double, isLast: Bool) -> String {
        let bottom = top + Self.panelHeight
        var text = SVGParts.rectangle(
            at: (Self.left, top), width: Self.end - Self.left, height: Self.panelHeight,
            style: "frame")
        guard isLast, let first = positions.min(), let last = positions.max() else { return text }
        let ticks = AxisTicks(over: first...last, count: 8, smallest: usesTime ? 0.001 : 1)
        for value in ticks.values {
            text += SVGParts.line(
                from: (across(value), bottom), to: (across(value), bottom + 4), style: "frame")
            text += SVGParts.text(
                ticks.label(value), at: (across(value), bottom + 17), style: "mid")
        }
        let middle = (Self.left + Self.end) / 2
        return text
            + SVGParts.text(
                usesTime ? "time (s)" : "frame", at: (middle, bottom + 34), style: "mid")
    }

    private static var end: Double { width - right }

    private func across(_ position: Double) -> Double {
        guard let first = positions.min(), let last = positions.max(), last > first else {
            return (Self.left + Self.end) / 2
        }
        return Self.left + (position - first) / (last - first) * (Self.end - Self.left)
    }

    private static func down(_ value: Double, _ range: ClosedRange<Double>, _ top: Double) -> Double
    {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return top + panelHeight * (1 - share)
    }

    /// The values' range with room around it; at least 0.1 high.
    private static func padded(_ values: [Double]) -> ClosedRange<Double> {
        guard let low = values.min(), let high = values.max() else { return 0...1 }
        let room = max((high - low) * 0.08, 0.05)
        return (low - room)...(high + room)
    }
}
