import Anatomy
import StudyModel

/// The overview of the page as HTML: it stands in the file itself and needs no script.
struct OverviewHTML {
    let tally: PageTally

    var html: String {
        """
        <div class="tiles">\(tiles)</div>
        <div class="tallies">\(reasons)\(flags)</div>
        \(distributions)\(groups)
        """
    }

    // MARK: Counts

    private var tiles: String {
        ItemStatus.allCases.map { status in
            let count = tally.statuses[status] ?? 0
            return """
                <button type="button" class="tile \(status.rawValue)" data-filter="status" \
                data-value="\(status.rawValue)"\(count == 0 ? " disabled" : "")>\
                <span class="number">\(Self.grouped(count))</span> \
                <span class="word">\(status.rawValue)</span></button>

                """
        }.joined()
    }

    private var reasons: String {
        let rows = Self.ordered(tally.reasons).map { code, count in
            Self.row("reason", code, CodeWords.words(code), count)
        }
        return Self.table("Why items are not measured", rows, empty: "Every item is measured.")
    }

    private var flags: String {
        let codes = tally.flags.map { ($0.key.rawValue, $0.value) }
        let rows = Self.ordered(Dictionary(uniqueKeysWithValues: codes)).map { code, count in
            let explanation = QualityFlag(rawValue: code)?.explanation ?? ""
            return Self.row("flag", code, CodeWords.words(code), count, hint: explanation)
        }
        return Self.table("Flags that lower trust", rows, empty: "No item is flagged.")
    }

    private static func table(_ title: String, _ rows: [String], empty: String) -> String {
        guard !rows.isEmpty else { return "<div><h3>\(title)</h3><p>\(empty)</p></div>\n" }
        return """
            <table class="tally"><caption>\(title)</caption>
            <thead><tr><th scope="col">\(title.hasPrefix("Why") ? "Reason" : "Flag")</th>\
            <th scope="col">Items</th></tr></thead>
            <tbody>\(rows.joined())</tbody></table>

            """
    }

    private static func row(
        _ filter: String, _ code: String, _ words: String, _ count: Int, hint: String = ""
    ) -> String {
        let button = """
            <button type="button" class="link" data-filter="\(filter)" \
            data-value="\(HTMLText.escaped(code))">\(HTMLText.escaped(words))</button>
            """
        let note = hint.isEmpty ? "" : "<span class=\"hint\">\(HTMLText.escaped(hint))</span>"
        return "<tr><th scope=\"row\">\(button)\(note)</th><td>\(grouped(count))</td></tr>\n"
    }

    /// The most frequent first.
    private static func ordered(_ counts: [String: Int]) -> [(String, Int)] {
        counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .map { ($0.key, $0.value) }
    }

    /// 12345 as "12,345".
    static func grouped(_ count: Int) -> String {
        var text = ""
        for (index, digit) in String(count).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text += "," }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

// MARK: Distributions

extension OverviewHTML {
    private var distributions: String {
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
    private var groups: String {
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
