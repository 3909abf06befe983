import JSON

extension Cell {
    /// The same value as in a table; `null` for nothing.
    var json: JSONValue {
        switch self {
        case .absent: .null
        case .integer(let value): .integer(value)
        case .decimal(let value, let decimals): .decimal(value, decimals: decimals)
        case .text(let text): text.isEmpty ? .null : .string(text)
        }
    }
}

/// The rows of a table in JSON and HTML: the same names and values as in its TSV.
extension Table {
    /// A list of objects whose keys are the columns.
    func json(of rows: [Row]) -> JSONValue {
        .array(
            rows.map { row in
                .object(
                    columns.reduce(into: [:]) { members, column in
                        members[column.name] = column.cell(row).json
                    })
            })
    }

    /// The form of one such object. A column with a unit holds numbers, one with words those words.
    var rowSchema: JSONValue {
        SchemaParts.object(
            columns.reduce(into: [:]) { members, column in
                let kind =
                    if !column.words.isEmpty {
                        SchemaParts.words(column.words)
                    } else if column.unit != nil {
                        SchemaParts.number
                    } else {
                        SchemaParts.text
                    }
                members[column.name] = SchemaParts.nullable(kind)
            })
    }

    /// A table that scrolls sideways by itself; columns whose cells are all empty are left out.
    func html(of rows: [Row], caption: String) -> String {
        let shown = columns.filter { column in rows.contains { column.cell($0) != .absent } }
        let head = shown.map { column in
            "<th scope=\"col\"\(column.unit == nil ? "" : " class=\"number\"") title=\"\(HTMLText.escaped(column.meaning))\">"
                + HTMLText.escaped(column.name.replacing("_", with: " ")) + "</th>"
        }.joined()
        let body = rows.map { row in
            let cells = shown.map { column in
                let cell = column.cell(row)
                let isNumber = column.unit != nil && cell != .absent
                let text = cell == .absent ? "–" : HTMLText.escaped(cell.text)
                return isNumber ? "<td class=\"number\">\(text)</td>" : "<td>\(text)</td>"
            }
            return "<tr>\(cells.joined())</tr>\n"
        }.joined()
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(HTMLText.escaped(caption))">
            <table><caption>\(HTMLText.escaped(caption))</caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body)</tbody></table></div>

            """
    }
}
