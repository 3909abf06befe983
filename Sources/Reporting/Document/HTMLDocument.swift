/// A page of text, tables and plots that stands alone: no script, no network, light and dark.
struct HTMLDocument {
    let title: String
    private var body = ""

    init(title: String) { self.title = title }

    mutating func addHeading(_ text: String) {
        body += "<h2>\(HTMLText.escaped(text))</h2>\n"
    }

    mutating func addParagraph(_ text: String) {
        body += "<p>\(HTMLText.escaped(text))</p>\n"
    }

    mutating func addList(_ lines: [String]) {
        body += "<ul>" + lines.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul>\n"
    }

    /// - Parameter columns: those to show; `nil` for all.
    mutating func addTable<Row>(
        _ table: Table<Row>, rows: [Row], columns: Set<String>? = nil, caption: String
    ) {
        guard !rows.isEmpty else { return }
        let shown = table.columns.filter { columns?.contains($0.name) ?? true }
        body += Table(title: table.title, columns: shown).html(of: rows, caption: caption)
    }

    /// - Parameter svg: a whole SVG document.
    mutating func addPlot(_ svg: String) { body += "<figure>\n\(svg)</figure>\n" }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <h1>\(HTMLText.escaped(title))</h1>
        <p>\(HTMLText.escaped(StudyReport.notice))</p>
        \(body)</body>
        </html>

        """
    }

    private static let style = """
        :root { color-scheme: light dark; --line: #ccc; --quiet: #555; }
        @media (prefers-color-scheme: dark) { :root { --line: #444; --quiet: #aaa; } }
        body { font: 15px/1.45 "DejaVu Sans", system-ui, sans-serif; margin: 1.5rem auto;
          max-width: 76rem; padding: 0 1rem; }
        .scroll { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; font-size: 13px; }
        caption { text-align: left; color: var(--quiet); padding-bottom: .3rem; }
        th, td { border-top: 1px solid var(--line); padding: .3rem .6rem; text-align: left;
          vertical-align: top; max-width: 26rem; overflow-wrap: break-word; }
        th { white-space: nowrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        figure { margin: 1rem 0; }
        figure svg { width: 100%; max-width: 46rem; height: auto; }
        """
}
