import JSON

/// A drawing of one distribution: SVG for a page whose style has the classes `bar`, `grid`, `axis`.
struct Histogram {
    /// Equal neighbouring bins drawn as one bar, and which of them are drawn.
    struct Frame: Hashable {
        /// Bins of one bar.
        let binsPerBar: Int
        let bins: Range<Int>
        /// The count at the top.
        let top: Int

        /// The frame in which all of `distributions` can be drawn and compared; few values get few
        /// bars, and a single value has room on both sides.
        init?(_ distributions: [Distribution]) {
            let ranges = distributions.compactMap(\.occupied)
            guard let first = ranges.map(\.lowerBound).min(),
                let last = ranges.map(\.upperBound).max()
            else { return nil }
            let most = distributions.map(\.total).max() ?? 0
            let limit = most < 100 ? 12 : 30
            let widths = [1, 2, 5, 10, 20, 50, 100, 200]
            let width = widths.first { (last - 1) / $0 - first / $0 < limit } ?? 500
            let spare = max(0, 6 - ((last - 1) / width - first / width + 1))
            let start = max(0, first / width - spare / 2)
            let binCount = distributions.map(\.counts.count).max() ?? 0
            let end = min(
                max((last - 1) / width + 1 + spare / 2, start + 6), (binCount + width - 1) / width)
            binsPerBar = width
            bins = (start * width)..<(end * width)
            let drawn = bins
            top =
                distributions.map { Self.bars(of: $0, width, in: drawn).max() ?? 0 }.max() ?? 1
        }

        func bars(of distribution: Distribution) -> [Int] {
            Self.bars(of: distribution, binsPerBar, in: bins)
        }

        private static func bars(
            of distribution: Distribution, _ binsPerBar: Int, in bins: Range<Int>
        ) -> [Int] {
            stride(from: bins.lowerBound, to: bins.upperBound, by: binsPerBar).map { start in
                let end = min(start + binsPerBar, distribution.counts.count)
                return start < end ? distribution.counts[start..<end].reduce(0, +) : 0
            }
        }
    }

    private static let width = 340.0
    private static let height = 176.0
    private static let left = 42.0
    private static let right = 16.0
    private static let top = 10.0
    private static let bottom = 40.0

    let distribution: Distribution
    let frame: Frame
    /// What is counted, for those who cannot see the drawing.
    let title: String
    /// Below the axis, with the unit.
    let label: String
    let decimals: Int

    var svg: String {
        let size = "\(Self.number(Self.width)) \(Self.number(Self.height))"
        return """
            <svg viewBox="0 0 \(size)" role="img" aria-label="\(HTMLText.escaped(description))">
            \(grid)\(bars)\(axis)</svg>

            """
    }

    /// In words: how many, and where most of them are.
    var description: String {
        var words = "Histogram: \(title), \(distribution.total) values"
        if let median = distribution.medianBin {
            words += ", median between \(text(median.lowerBound)) and \(text(median.upperBound))"
        }
        return words
    }

    /// Of values that are not drawn; empty when all are.
    var remark: String {
        var parts: [String] = []
        let bins = distribution.bins
        if distribution.below > 0 {
            parts.append("\(distribution.below) below \(text(bins.lowest))")
        }
        if distribution.above > 0 {
            parts.append("\(distribution.above) above \(text(bins.highest))")
        }
        return parts.isEmpty ? "" : parts.joined(separator: " and ") + " not drawn"
    }

    private var bars: String {
        let counts = frame.bars(of: distribution)
        let step = (Self.width - Self.left - Self.right) / Double(counts.count)
        var svg = ""
        for (index, count) in counts.enumerated() where count > 0 {
            let low = value(at: frame.bins.lowerBound + index * frame.binsPerBar)
            let high = value(at: frame.bins.lowerBound + (index + 1) * frame.binsPerBar)
            let top = down(Double(count))
            let across = Self.number(Self.left + Double(index) * step + 0.5)
            svg += "<rect class=\"bar\" x=\"\(across)\" "
            svg += "y=\"\(Self.number(top))\" width=\"\(Self.number(max(1, step - 1)))\" "
            svg += "height=\"\(Self.number(down(0) - top))\"><title>\(text(low)) to \(text(high)): "
            svg += "\(count)</title></rect>\n"
        }
        return svg
    }

    private var grid: String {
        let ticks = AxisTicks(over: 0...Double(frame.top), count: 3, smallest: 1)
        return ticks.values.map { value in
            Self.line(Self.left, down(value), Self.width - Self.right, down(value), "grid")
                + Self.text(ticks.label(value), Self.left - 6, down(value) + 4, "end")
        }.joined()
    }

    private var axis: String {
        let range = value(at: frame.bins.lowerBound)...value(at: frame.bins.upperBound)
        let ticks = AxisTicks(over: range, count: 6)
        let width = Self.width - Self.left - Self.right
        var svg = Self.line(Self.left, down(0), Self.width - Self.right, down(0), "axis")
        for tick in ticks.values {
            let share = (tick - range.lowerBound) / (range.upperBound - range.lowerBound)
            let across = Self.left + share * width
            svg += Self.line(across, down(0), across, down(0) + 4, "axis")
            svg += Self.text(ticks.label(tick), across, down(0) + 17, "mid")
        }
        return svg + Self.text(label, Self.left + width / 2, Self.height - 6, "mid")
    }

    private func down(_ count: Double) -> Double {
        let room = Self.height - Self.top - Self.bottom
        return Self.top + room * (1 - count / Double(max(1, frame.top)))
    }

    private func value(at bin: Int) -> Double {
        distribution.bins.lowest + Double(bin) * distribution.bins.width
    }

    func text(_ value: Double) -> String {
        DecimalText.text(value, decimals: decimals) ?? ""
    }

    private static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String
    ) -> String {
        "<path class=\"\(style)\" d=\"M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))\"/>\n"
    }

    private static func text(
        _ text: String, _ across: Double, _ down: Double, _ style: String
    ) -> String {
        let place = "x=\"\(number(across))\" y=\"\(number(down))\""
        return "<text class=\"\(style)\" \(place)>\(HTMLText.escaped(text))</text>\n"
    }

    private static func number(_ value: Double) -> String {
        DecimalText.text(value, decimals: 1) ?? "0.0"
    }
}
