import Anatomy
import Raster
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
        opening(height: height) + marks.map(\.svg).joined() + "</svg>\n"
    }

    private var shownPanels: [Panel] {
        Self.panels.filter { panel in
            courses.values.contains { $0.sections.contains { panel.value($0) != nil } }
        }
    }

    private var bandsTop: Double {
        Self.top + Double(shownPanels.count) * (Self.panelHeight + Self.gap)
    }

    private var height: Double {
        let rows = Laterality.allCases.count * Self.levels.count
        return bandsTop + Double(rows) * (Self.bandHeight + 3) + 60
    }

    private var marks: [PlotMark] {
        shownPanels.enumerated().map { index, panel in
            drawing(of: panel, top: Self.top + Double(index) * (Self.panelHeight + Self.gap))
        } + levelBands(top: bandsTop) + axis(top: height - 50)
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
            <text class="head" x="\(SVGParts.number(Self.left))" y="20">\(Self.title)</text>

            """
    }

    private static let title = "Sciatic nerves along their course (proven on phantoms only)"

    private func across(_ height: Double) -> Double {
        let share = (range.upperBound - height) / (range.upperBound - range.lowerBound)
        return Self.left + share * (Self.end - Self.left)
    }
}

// MARK: Panels

extension NerveProfilePlot {
    private func drawing(of panel: Panel, top: Double) -> PlotMark {
        let values = courses.values.flatMap(\.sections).compactMap(panel.value)
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        let room = max((high - low) * 0.08, 0.05)
        let span = (low - room)...(high + room)
        var marks = [PlotMark.text(panel.title, at: (Self.left, top - 8), style: "")]
        for (index, side) in Laterality.allCases.enumerated() {
            let place = (Self.end - 60 * Double(1 - index), top - 8)
            marks.append(.text(side.rawValue, at: place, style: side.rawValue + " end"))
        }
        let ticks = AxisTicks(over: span, count: 4)
        for value in ticks.values {
            let down = Self.down(value, span, top)
            marks.append(.line(from: (Self.left, down), to: (Self.end, down), style: "grid"))
            marks.append(.text(ticks.label(value), at: (Self.left - 6, down + 4), style: "end"))
        }
        marks.append(
            .rectangle(
                at: (Self.left, top), width: Self.end - Self.left, height: Self.panelHeight,
                style: "frame"))
        return .group(marks + Laterality.allCases.flatMap { lines($0, panel, span, top) })
    }

    /// Lines through neighbouring slices that are measured; a slice without such neighbours is a dot.
    private func lines(
        _ side: Laterality, _ panel: Panel, _ span: ClosedRange<Double>, _ top: Double
    ) -> [PlotMark] {
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
            run.count > 1
                ? .polyline(run, style: side.rawValue)
                : .circle(at: run[0], radius: 2.5, style: side.rawValue)
        }
    }

    private static func down(_ value: Double, _ span: ClosedRange<Double>, _ top: Double) -> Double
    {
        top + panelHeight * (span.upperBound - value) / (span.upperBound - span.lowerBound)
    }
}

// MARK: Levels

extension NerveProfilePlot {
    private static let levels = GlutealLevel.byLandmark.map { ($0, OverlayWords.short($0)) }

    /// A bar from the first to the last section of each level and side.
    private func levelBands(top: Double) -> [PlotMark] {
        var marks: [PlotMark] = []
        var row = top - 10
        for (level, name) in Self.levels {
            for side in Laterality.allCases {
                let heights = (courses[side]?.sections ?? []).filter { section in
                    section.levels.contains { $0.level == level }
                }.map(\.centre.superior)
                if side == .left {
                    let place = (Self.left - 4, row + Self.bandHeight + 2)
                    marks.append(.text(name, at: place, style: "small end"))
                }
                if let low = heights.min(), let high = heights.max() {
                    marks.append(
                        .rectangle(
                            at: (across(high), row), width: max(2, across(low) - across(high)),
                            height: Self.bandHeight, style: "band-" + side.rawValue))
                }
                row += Self.bandHeight + 3
            }
        }
        return marks
    }

    private func axis(top: Double) -> [PlotMark] {
        let ticks = AxisTicks(over: 0...(range.upperBound - range.lowerBound), count: 8)
        var marks: [PlotMark] = []
        for value in ticks.values {
            let place = across(range.upperBound - value)
            marks.append(.line(from: (place, top), to: (place, top + 4), style: "frame"))
            marks.append(.text(ticks.label(value), at: (place, top + 17), style: "mid"))
        }
        let middle = ((Self.left + Self.end) / 2, top + 36)
        return marks + [.text("mm below the upper end", at: middle, style: "mid")]
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

// MARK: On a canvas

extension NerveProfilePlot {
    /// The same plot on a dark page; 0xRRGGBB per pixel.
    var drawing: Plane<UInt32>? {
        let scale = 2.0
        let painter = PlotPainter(scale: scale, style: Self.style)
        let head = PlotMark.text(Self.title, at: (Self.left, 20), style: "head")
        return Sheet.drawing(
            width: Int(Self.width * scale), height: Int(height * scale), footer: [],
            pen: Pen(fontSize: 12)
        ) { canvas in
            for mark in [head] + marks { painter.draw(mark, on: canvas) }
        }
    }

    /// As the style sheet has them on a dark page.
    private static func style(_ name: Substring, _ style: inout PlotPainter.Style) {
        switch name {
        case "head": style.fontSize = 14
        case "small": style.fontSize = 9
        case "end": style.anchor = 1
        case "mid": style.anchor = 0.5
        case "frame": style.ink = Ink(red: 0.47, green: 0.47, blue: 0.47)
        case "grid": style.ink = Ink(red: 0.2, green: 0.2, blue: 0.2)
        case "left", "band-left": style.ink = Ink(red: 0.43, green: 0.70, blue: 0.97)
        case "right", "band-right":
            style.ink = Ink(red: 1, green: 0.62, blue: 0.35)
            style.dashes = [6, 3]
        default: break
        }
        if name.hasPrefix("band") { style.ink.alpha = 0.55 }
        if name == "left" || name == "right" { style.width = 1.8 }
    }
}
