import Anatomy
import StudyModel

/// Both nerves along their course, from above downwards, as SVG text: area at right angles, signal by
/// that of muscle, flattening; under them the levels of each side.
///
/// Lines break where nothing was measured.
package struct NerveProfilePlot {
    private static let width = 760.0
    private static let left = 66.0
    private static let end = 744.0
    private static let top = 44.0
    private static let panelHeight = 120.0
    private static let gap = 40.0
    private static let bandHeight = 12.0

    private let courses: [Laterality: NerveCourse]
    /// Of both sides, mm; superior first.
    private let range: ClosedRange<Double>

    /// - Returns: `nil` without any nerve.
    package init?(of result: DeepGlutealResult) {
        courses = Laterality.allCases.reduce(into: [:]) { $0[$1] = result.course($1) }
        let heights = courses.values.flatMap(\.sections).map(\.centre.superior)
        guard let low = heights.min(), let high = heights.max(), high > low else { return nil }
        range = low...high
    }

    private typealias Panel = (title: String, value: @Sendable (CourseSection) -> Double?)
    private static let panels: [Panel] = [
        ("Area at right angles (mm²)", { $0.sum(of: .perpendicularArea) }),
        ("Signal, nerve / muscle", { $0.measurements.first?[.nerveMuscleRatio]?.value }),
        (
            "Flattening (long / short axis)",
            { $0.isDivided ? nil : $0.measurements.first?[.flatteningRatio]?.value }
        ),
    ]

    /// Equal results give equal text.
    package var svg: String {
        let panels = Self.panels.filter { panel in
            courses.values.contains { $0.sections.contains { panel.value($0) != nil } }
        }
        let bands = Self.top + Double(panels.count) * (Self.panelHeight + Self.gap)
        let rows = Laterality.allCases.count * Self.levels.count
        let height = bands + Double(rows) * (Self.bandHeight + 3) + 60
        var text = opening(height: height)
        for (index, panel) in panels.enumerated() {
            text += drawing(
                of: panel, top: Self.top + Double(index) * (Self.panelHeight + Self.gap))
        }
        return text + levelBands(top: bands) + axis(top: height - 50) + "</svg>\n"
    }

    private func opening(height: Double) -> String {
        let size = "\(SVGParts.number(Self.width)) \(SVGParts.number(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" role="img" \
            aria-labelledby="title description">
            <title id="title">Sciatic nerves along their course</title>
            <desc id="description">Left and right from above downwards. Nothing is drawn where nothing \
            was measured. Proven on phantoms only.</desc>
            <style>\(Self.style)</style>
            <rect class="page" width="100%" height="100%"/>
            <text class="head" x="\(SVGParts.number(Self.left))" y="20">Sciatic nerves along their \
            course (proven on phantoms only)</text>

            """
    }

    private func across(_ height: Double) -> Double {
        let share = (range.upperBound - height) / (range.upperBound - range.lowerBound)
        return Self.left + share * (Self.end - Self.left)
    }
}

// MARK: Panels

extension NerveProfilePlot {
    private func drawing(of panel: Panel, top: Double) -> String {
        let values = courses.values.flatMap(\.sections).compactMap(panel.value)
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        let room = max((high - low) * 0.08, 0.05)
        let span = (low - room)...(high + room)
        var text = "<g>\n" + SVGParts.text(panel.title, at: (Self.left, top - 8))
        for (index, side) in Laterality.allCases.enumerated() {
            text += SVGParts.text(
                side.rawValue, at: (Self.end - 60 * Double(1 - index), top - 8),
                style: side.rawValue + " end")
        }
        let ticks = AxisTicks(over: span, count: 4)
        for value in ticks.values {
            let down = Self.down(value, span, top)
            text += SVGParts.line(from: (Self.left, down), to: (Self.end, down), style: "grid")
            text += SVGParts.text(ticks.label(value), at: (Self.left - 6, down + 4), style: "end")
        }
        text += SVGParts.rectangle(
            at: (Self.left, top), width: Self.end - Self.left, height: Self.panelHeight,
            style: "frame")
        for side in Laterality.allCases { text += lines(side, panel, span, top) }
        return text + "</g>\n"
    }

    /// Lines through neighbouring slices that are measured; a slice without such neighbours is a dot.
    private func lines(
        _ side: Laterality, _ panel: Panel, _ span: ClosedRange<Double>, _ top: Double
    ) -> String {
        var runs: [[(Double, Double)]] = []
        var last: Int?
        for section in courses[side]?.sections ?? [] {
            guard let value = panel.value(section) else { continue }
            let place = (across(section.centre.superior), Self.down(value, span, top))
            if last == section.slice - 1 {
                runs[runs.count - 1].append(place)
            } else {
                runs.append([place])
            }
            last = section.slice
        }
        return runs.map { run in
            guard run.count > 1 else {
                return SVGParts.circle(at: run[0], radius: 2.5, style: side.rawValue)
            }
            let points = run.map { "\(SVGParts.number($0.0)),\(SVGParts.number($0.1))" }
            return
                "<polyline class=\"\(side.rawValue)\" points=\"\(points.joined(separator: " "))\"/>\n"
        }.joined()
    }

    private static func down(_ value: Double, _ span: ClosedRange<Double>, _ top: Double) -> Double
    {
        top + panelHeight * (span.upperBound - value) / (span.upperBound - span.lowerBound)
    }
}

// MARK: Levels

extension NerveProfilePlot {
    private static let levels: [(GlutealLevel, String)] = [
        (.piriformis, "piriformis"), (.obturatorInternusGemelli, "obt. int."),
        (.quadratusFemoris, "quad. fem."), (.ischialTunnel, "isch. tunnel"),
    ]

    /// A bar from the first to the last section of each level and side.
    private func levelBands(top: Double) -> String {
        var text = ""
        var row = top - 10
        for (level, name) in Self.levels {
            for side in Laterality.allCases {
                let heights = (courses[side]?.sections ?? []).filter { section in
                    section.levels.contains { $0.level == level }
                }.map(\.centre.superior)
                if side == .left {
                    text += SVGParts.text(
                        name, at: (Self.left - 4, row + Self.bandHeight + 2), style: "small end")
                }
                if let low = heights.min(), let high = heights.max() {
                    text += SVGParts.rectangle(
                        at: (across(high), row), width: max(2, across(low) - across(high)),
                        height: Self.bandHeight, style: "band-" + side.rawValue)
                }
                row += Self.bandHeight + 3
            }
        }
        return text
    }

    private func axis(top: Double) -> String {
        let ticks = AxisTicks(over: 0...(range.upperBound - range.lowerBound), count: 8)
        var text = ""
        for value in ticks.values {
            let place = across(range.upperBound - value)
            text += SVGParts.line(from: (place, top), to: (place, top + 4), style: "frame")
            text += SVGParts.text(ticks.label(value), at: (place, top + 17), style: "mid")
        }
        return text
            + SVGParts.text(
                "mm below the upper end", at: ((Self.left + Self.end) / 2, top + 36), style: "mid")
    }

    private static let style = """
        text{font:12px "DejaVu Sans",sans-serif;fill:#222}.head{font-size:14px}.small{font-size:9px}\
        .page{fill:#fff}.frame,.grid{fill:none;stroke:#999}.grid{stroke:#ddd}\
        polyline{fill:none;stroke-width:1.8;stroke-linejoin:round}\
        polyline.left{stroke:#0b5cad}polyline.right{stroke:#b34700;stroke-dasharray:6 3}\
        circle.left,text.left,.band-left{fill:#0b5cad}circle.right,text.right,.band-right{fill:#b34700}\
        .band-left,.band-right{fill-opacity:.55}.end{text-anchor:end}.mid{text-anchor:middle}\
        @media(prefers-color-scheme:dark){text{fill:#ddd}.page{fill:#16181c}.frame{stroke:#777}\
        .grid{stroke:#333}polyline.left{stroke:#6db3f8}polyline.right{stroke:#ff9f5a}\
        circle.left,text.left,.band-left{fill:#6db3f8}circle.right,text.right,.band-right{fill:#ff9f5a}}
        """
}
