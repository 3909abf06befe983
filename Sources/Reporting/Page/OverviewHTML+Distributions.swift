import Anatomy
import StudyModel

extension OverviewHTML {
    /// Of all nerves, one drawing per quantity.
    var distributions: String {
        let figures = PlottedQuantity.allCases.compactMap { quantity -> String? in
            let distribution = tally.distribution(of: quantity)
            return Histogram.Frame([distribution]).map {
                figure(distribution, of: quantity, titled: quantity.title, in: $0)
            }
        }
        guard !figures.isEmpty else { return "" }
        return """
            <h3>Distributions</h3>
            <p class="note">One count per nerve outline, as in measurements.tsv; every frame of a \
            cine counts.</p>
            <div class="plots">\(figures.joined())</div>

            """
    }

    /// Areas by side and level, on one scale; nothing when neither is stated.
    var groups: String {
        let quantity: PlottedQuantity =
            tally.distribution(of: .area).total > 0 ? .area : .areaInPixels
        let stated = tally.groups.filter { $0.value[quantity] != nil }
        guard stated.keys.contains(where: { $0.side != nil || $0.level != nil }) else { return "" }
        let all = Self.order.compactMap { group in
            stated[group]?[quantity].map { (group: group, distribution: $0) }
        }
        guard let frame = Histogram.Frame(all.map(\.distribution)) else { return "" }
        let figures = all.map {
            figure($0.distribution, of: quantity, titled: Self.title(of: $0.group), in: frame)
        }
        return """
            <details class="groups"\(figures.count <= 6 ? " open" : "")>
            <summary>\(quantity.title) by side and level (\(figures.count) groups)</summary>
            <p class="note">As stated by the files; all on one scale.</p>
            <div class="plots">\(figures.joined())</div></details>

            """
    }

    private static var order: [PageTally.Group] {
        let levels: [GlutealLevel?] = GlutealLevel.allCases + [nil]
        let sides: [Laterality?] = Laterality.allCases + [nil]
        return levels.flatMap { level in
            sides.map { PageTally.Group(side: $0, level: level) }
        }
    }

    private static func title(of group: PageTally.Group) -> String {
        let side = group.side?.rawValue ?? "side not stated"
        let level = group.level.map { CodeWords.words($0.rawValue) } ?? "level not stated"
        return side + ", " + level
    }

    private func figure(
        _ distribution: Distribution, of quantity: PlottedQuantity, titled title: String,
        in frame: Histogram.Frame
    ) -> String {
        let histogram = Histogram(
            distribution: distribution, frame: frame, title: title, label: quantity.label,
            decimals: quantity.decimals)
        var caption = "n = \(Self.grouped(distribution.total))"
        if let median = distribution.medianBin {
            let ends = [median.lowerBound, median.upperBound].map(histogram.text)
            caption += ", median between \(ends[0]) and \(ends[1])"
        }
        if !histogram.remark.isEmpty { caption += "; " + histogram.remark }
        return """
            <figure class="plot"><h4>\(HTMLText.escaped(title))</h4>
            \(histogram.svg)<figcaption>\(caption)</figcaption></figure>

            """
    }
}
