import JSON
import StudyModel

/// `index.html` and the pages that follow it: every item with its picture, values and reasons. They
/// open from disk; no script, no network, light and dark.
package struct IndexPage {
    /// Items of one page: browsers are slow with more.
    package static let itemsPerPage = 500

    private let run: RunRecord
    private let items: [ItemRecord]

    /// One page: its file name and its text.
    package struct Page: Hashable, Sendable {
        package let name: String
        package let html: String
    }

    /// Items are sorted into the order of the tables.
    package init(run: RunRecord, items: [ItemRecord]) {
        self.run = run
        self.items = items.sorted()
    }

    /// `index.html`, then `index-2.html` and so on.
    package var pages: [Page] {
        let starts = Array(stride(from: 0, to: max(items.count, 1), by: Self.itemsPerPage))
        return starts.enumerated().map { number, start in
            let part = items[start..<min(start + Self.itemsPerPage, items.count)]
            return Page(
                name: Self.name(of: number),
                html: html(of: part, links: Self.links(from: number, of: starts.count)))
        }
    }

    private static func name(of page: Int) -> String {
        page == 0 ? "index.html" : "index-\(page + 1).html"
    }

    /// Links to all pages; empty for a single one.
    private static func links(from page: Int, of count: Int) -> String {
        guard count > 1 else { return "" }
        let links = (0..<count).map { other in
            other == page
                ? "<strong aria-current=\"page\">\(other + 1)</strong>"
                : "<a href=\"\(name(of: other))\">\(other + 1)</a>"
        }
        return "<nav aria-label=\"pages\"><p>Page \(links.joined(separator: " "))</p></nav>"
    }

    private func html(of items: ArraySlice<ItemRecord>, links: String) -> String {
        let rows = items.map(row).joined()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>nerve-measure: \(self.items.count) items</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <h1>nerve-measure</h1>
            <p>\(HTMLText.escaped(StudyReport.notice))</p>
            <p>Version \(HTMLText.escaped(run.toolVersion)), kernels \
            \(HTMLText.escaped(run.kernelTier))\(models).</p>
            <p>\(summary)</p>
            <p>Tables: <a href="items.tsv">items.tsv</a> (<a href="items.json">columns</a>),
            <a href="measurements.tsv">measurements.tsv</a>
            (<a href="measurements.json">columns</a>); run: <a href="dataset.json">dataset.json</a>.
            Intervals are 95 % model intervals; differences between readers are not in them.</p>
            \(links)
            <table>
            <thead><tr><th scope="col">Picture</th><th scope="col">Input</th>
            <th scope="col">Result</th><th scope="col">Flags</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            \(links)
            <h2>Not assessed</h2>
            <ul>\(StudyReport.notAssessed.map { "<li>\(HTMLText.escaped($0))</li>" }.joined())</ul>
            </body>
            </html>

            """
    }

    private var models: String {
        run.models.map { ", model \(HTMLText.escaped($0.name)) \($0.sha256.prefix(12))" }.joined()
    }

    private var summary: String {
        let counts = ItemStatus.allCases.compactMap { status -> String? in
            let count = items.count { $0.status == status }
            return count > 0 ? "\(count) \(status.rawValue)" : nil
        }
        return "\(items.count) items: \(counts.joined(separator: ", "))."
    }

    private func row(_ item: ItemRecord) -> String {
        let frame = item.source.frame.map { ", frame \($0)" } ?? ""
        let report = item.source.study.map { study in
            "<br><a href=\"\(HTMLText.link(study + "/report.json"))\">report</a>"
        }
        let plot = item.cine?.plot.map { "<br><a href=\"\(HTMLText.link($0))\">movement</a>" } ?? ""
        let hasReport = item.status == .measured || item.status == .abstained
        let flags = Set(item.flags).union(item.nerves.flatMap(\.flags)).map(\.rawValue).sorted()
        return """
            <tr class="\(item.status.rawValue)"><td>\(picture(of: item))</td>
            <td>\(HTMLText.escaped(item.source.input))\(frame)\(hasReport ? report ?? "" : "")\(plot)</td>
            <td>\(result(of: item))</td><td>\(flags.joined(separator: "<br>"))</td></tr>

            """
    }

    private func picture(of item: ItemRecord) -> String {
        guard let overlay = item.files.overlay else { return "–" }
        let link = HTMLText.link(overlay)
        let name = HTMLText.escaped("annotated picture of \(item.source.input)")
        return "<a href=\"\(link)\"><img src=\"\(link)\" alt=\"\(name)\" loading=\"lazy\"></a>"
    }

    private func result(of item: ItemRecord) -> String {
        var lines = ["<strong>\(item.status.rawValue)</strong>"]
        if let reason = item.reason { lines.append(HTMLText.escaped(reason.explanation)) }
        lines += item.nerves.map { HTMLText.escaped(OverlayWords.line(of: $0)) }
        let gap = item.nerves.compactMap(\.scale.gapExplanation).first
        if let gap { lines.append("no scale: " + HTMLText.escaped(gap)) }
        return lines.joined(separator: "<br>")
    }

    private static let style = """
        :root { color-scheme: light dark; --line: #ccc; --bad: #9a1c00; --quiet: #7a4b00; }
        @media (prefers-color-scheme: dark) {
          :root { --line: #444; --bad: #ff9d85; --quiet: #ffc46b; }
        }
        body { font: 15px/1.4 "DejaVu Sans", system-ui, sans-serif; margin: 1.5rem auto;
          max-width: 76rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-top: 1px solid var(--line); padding: .5rem; text-align: left;
          vertical-align: top; overflow-wrap: break-word; }
        td:nth-child(2) { overflow-wrap: anywhere; }
        img { width: 15rem; max-width: 30vw; height: auto; background: #161719; }
        tr.refused strong, tr.failed strong { color: var(--bad); }
        tr.abstained strong, tr.skipped strong { color: var(--quiet); }
        """
}
