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
        return Self.table(
            "Why items are not measured", of: "Reason", rows, empty: "Every item is measured.")
    }

    private var flags: String {
        let codes = tally.flags.map { ($0.key.rawValue, $0.value) }
        let rows = Self.ordered(Dictionary(uniqueKeysWithValues: codes)).map { code, count in
            let explanation = QualityFlag(rawValue: code)?.explanation ?? ""
            return Self.row("flag", code, CodeWords.words(code), count, hint: explanation)
        }
        return Self.table(
            "Flags that lower trust", of: "Flag", rows, empty: "No item is flagged.")
    }

    private static func table(
        _ title: String, of subject: String, _ rows: [String], empty: String
    ) -> String {
        guard !rows.isEmpty else { return "<div><h3>\(title)</h3><p>\(empty)</p></div>\n" }
        return """
            <table class="tally"><caption>\(title)</caption>
            <thead><tr><th scope="col">\(subject)</th>\
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
