import Agreement
import Statistics

/// Differences of two readers over their means, with bias, limits of agreement and their intervals,
/// as SVG text.
package struct BlandAltmanPlot {
    private static let width = 720.0
    private static let height = 420.0
    private static let left = 76.0
    private static let right = 118.0
    private static let top = 44.0
    private static let bottom = 56.0

    private let areas: [ReadingPair.Areas]
    private let limits: BlandAltman?
    private let unit: String
    private let across: ClosedRange<Double>
    private let down: ClosedRange<Double>

    /// - Parameter areas: pairs in one unit, at least one.
    package init(areas: [ReadingPair.Areas], limits: BlandAltman?) {
        self.areas = areas
        self.limits = limits
        unit = areas.first?.unit == .pixels ? "px" : "mm²"
        across = Self.padded(areas.map(\.mean))
        let ends = limits.map {
            [$0.lowerLimit.low, $0.upperLimit.high, $0.lowerLimit.value, $0.upperLimit.value]
        }
        down = Self.padded(areas.map(\.difference) + [0] + (ends ?? []))
    }

    /// The SVG document; equal pairs give equal text.
    package var svg: String {
        let title = "Bland–Altman: area (\(unit)), \(areas.count) images"
        let size = "\(SVGParts.number(Self.width)) \(SVGParts.number(Self.height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" role="img" \
            aria-label="\(title)">
            <style>\(Self.style)</style>
            <rect class="page" width="100%" height="100%"/>
            \(SVGParts.text(title, at: (Self.left, 24), style: "head"))\(bands)\(axes)\(lines)\
            \(points)</svg>

            """
    }

    private static let style = """
        text{font:12px "DejaVu Sans",sans-serif;fill:#222}.head{font-size:14px}.page{fill:#fff}\
        .frame,.grid,.zero,.bias,.limit{fill:none;stroke:#999}.grid{stroke:#e2e2e2}\
        .zero{stroke:#777;stroke-dasharray:2 3}.bias{stroke:#0b5cad;stroke-width:1.8}\
        .limit{stroke:#b34700;stroke-width:1.5;stroke-dasharray:7 4}\
        .band{fill:#0b5cad;fill-opacity:.12}.edge{fill:#b34700;fill-opacity:.12}\
        .dot{fill:#222;fill-opacity:.55}.end{text-anchor:end}.mid{text-anchor:middle}\
        @media(prefers-color-scheme:dark){text{fill:#ddd}.page{fill:#16181c}.frame{stroke:#777}\
        .grid{stroke:#2b2e33}.zero{stroke:#999}.bias{stroke:#6db3f8}.limit{stroke:#ff9f5a}\
        .band{fill:#6db3f8}.edge{fill:#ff9f5a}.dot{fill:#eee}}
        """

    private var bands: String {
        guard let limits else { return "" }
        return [(limits.bias, "band"), (limits.lowerLimit, "edge"), (limits.upperLimit, "edge")]
            .map { estimate, style in
                let top = place(down: estimate.high)
                return SVGParts.rectangle(
                    at: (Self.left, top), width: Self.end - Self.left,
                    height: place(down: estimate.low) - top, style: style)
            }.joined()
    }

    private var lines: String {
        var text = line(at: 0, style: "zero")
        guard let limits else { return text }
        for (name, value, style) in [
            ("+1.96 SD", limits.upperLimit.value, "limit"), ("bias", limits.bias.value, "bias"),
            ("−1.96 SD", limits.lowerLimit.value, "limit"),
        ] {
            let label = "\(name) \(AxisTicks.label(value, decimals: 1))"
            text += line(at: value, style: style)
            text += SVGParts.text(label, at: (Self.end + 6, place(down: value) + 4))
        }
        return text
    }

    private func line(at value: Double, style: String) -> String {
        let height = place(down: value)
        return SVGParts.line(from: (Self.left, height), to: (Self.end, height), style: style)
    }

    private var points: String {
        areas.map {
            SVGParts.circle(
                at: (place(across: $0.mean), place(down: $0.difference)), radius: 2.6, style: "dot")
        }.joined()
    }

    private var axes: String {
        let floor = Self.height - Self.bottom
        var text = ""
        let rows = AxisTicks(over: down, count: 7)
        for value in rows.values {
            text += line(at: value, style: "grid")
            text += SVGParts.text(
                rows.label(value), at: (Self.left - 6, place(down: value) + 4), style: "end")
        }
        let columns = AxisTicks(over: across, count: 7)
        for value in columns.values {
            let column = place(across: value)
            text += SVGParts.line(from: (column, floor), to: (column, floor + 4), style: "frame")
            text += SVGParts.text(columns.label(value), at: (column, floor + 18), style: "mid")
        }
        text += SVGParts.rectangle(
            at: (Self.left, Self.top), width: Self.end - Self.left, height: floor - Self.top,
            style: "frame")
        text += SVGParts.text(
            "mean of both readers (\(unit))", at: ((Self.left + Self.end) / 2, floor + 40),
            style: "mid")
        return text
            + SVGParts.text("other reader − reference (\(unit))", at: (Self.left, Self.top - 6))
    }

    private static var end: Double { width - right }

    private func place(across value: Double) -> Double {
        let share = (value - across.lowerBound) / (across.upperBound - across.lowerBound)
        return Self.left + share * (Self.end - Self.left)
    }

    private func place(down value: Double) -> Double {
        let share = (value - down.lowerBound) / (down.upperBound - down.lowerBound)
        return Self.height - Self.bottom
            - share * (Self.height - Self.bottom - Self.top)
    }

    /// Areas that no picture has do not set the frame.
    private static let largest = 1e12

    private static func padded(_ values: [Double]) -> ClosedRange<Double> {
        let plausible = values.filter { $0.magnitude < largest }
        guard let low = plausible.min(), let high = plausible.max() else { return 0...1 }
        let room = max((high - low) * 0.06, 0.5)
        return (low - room)...(high + room)
    }
}
