import JSON

/// What one cell of a table holds.
package enum Cell: Hashable, Sendable {
    case absent
    case integer(Int)
    case decimal(Double, decimals: Int)
    case text(String)

    package static func optional(_ value: String?) -> Cell { value.map(Cell.text) ?? .absent }

    package static func optional(_ value: Int?) -> Cell { value.map(Cell.integer) ?? .absent }

    package static func optional(_ value: Double?, decimals: Int) -> Cell {
        value.map { .decimal($0, decimals: decimals) } ?? .absent
    }

    /// `n/a` for nothing; tab, line feed, carriage return and backslash as `\t`, `\n`, `\r`, `\\`.
    package var text: String {
        switch self {
        case .absent: "n/a"
        case .integer(let value): String(value)
        case .decimal(let value, let decimals):
            DecimalText.text(value, decimals: decimals) ?? "n/a"
        case .text(let text): text.isEmpty ? "n/a" : Self.escaped(text)
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": escaped += "\\t"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\\": escaped += "\\\\"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// One column: its header, its entry in the dictionary, and how a row fills it.
package struct Column<Row>: Sendable {
    package let name: String
    package let meaning: String
    /// UCUM code; `nil` for words and ids.
    package var unit: String?
    /// The words that may occur; empty when any text may.
    package var words: [String] = []
    /// Schema version that brought the column.
    package var since = "1.0"
    package let cell: @Sendable (Row) -> Cell

    package init(
        _ name: String, _ meaning: String, unit: String? = nil, words: [String] = [],
        cell: @escaping @Sendable (Row) -> Cell
    ) {
        self.name = name
        self.meaning = meaning
        self.unit = unit
        self.words = words
        self.cell = cell
    }
}

/// A table of text and the dictionary of its columns, from the same list.
package struct Table<Row>: Sendable {
    package let title: String
    package let columns: [Column<Row>]

    package init(title: String, columns: [Column<Row>]) {
        self.title = title
        self.columns = columns
    }

    /// Header and rows, tab-separated, each line closed by a line feed.
    package func text(of rows: [Row]) -> String {
        header + rows.map(line).joined()
    }

    package var header: String { Self.line(columns.map(\.name)) }

    package func line(of row: Row) -> String { Self.line(columns.map { $0.cell(row).text }) }

    private static func line(_ cells: [String]) -> String {
        cells.joined(separator: "\t") + "\n"
    }

    /// Meaning, unit and version of every column.
    package var dictionary: JSONValue {
        .object([
            "schema_version": .string(StudyReport.schemaVersion),
            "table": .string(title),
            "missing_value": .string("n/a"),
            "columns": .array(
                columns.map { column in
                    .object([
                        "name": .string(column.name), "meaning": .string(column.meaning),
                        "unit": .optional(column.unit), "words": .strings(column.words),
                        "since": .string(column.since),
                    ])
                }),
        ])
    }
}
