/// A tab-separated table with a header, as `Table` writes it: `n/a` for nothing, `\t`, `\n`, `\r` and
/// `\\` for what would end a cell.
struct TSVTable {
    struct Row {
        let file: String
        let line: Int
        fileprivate let cells: [String: String]

        /// `nil` for `n/a`, an empty cell and an absent column.
        func text(_ column: String) -> String? { cells[column] }

        func required(_ column: String) throws(TableProblem) -> String {
            guard let text = text(column) else { throw problem("\(column) is empty") }
            return text
        }

        /// A finite number.
        func number(_ column: String) throws(TableProblem) -> Double? {
            guard let text = text(column) else { return nil }
            guard let number = Double(text), number.isFinite else {
                throw problem("\(column) is \"\(text.prefix(40))\"; a number is needed")
            }
            return number
        }

        func integer(_ column: String, from minimum: Int) throws(TableProblem) -> Int? {
            guard let text = text(column) else { return nil }
            guard let number = Int(text), number >= minimum else {
                throw problem(
                    "\(column) is \"\(text.prefix(40))\"; a whole number from \(minimum) is needed")
            }
            return number
        }

        func word<Word: RawRepresentable<String> & CaseIterable>(
            _ column: String, as type: Word.Type = Word.self
        ) throws(TableProblem) -> Word? {
            guard let text = text(column) else { return nil }
            guard let word = Word(rawValue: text) else {
                let allowed = type.allCases.map(\.rawValue).joined(separator: ", ")
                throw problem("\(column) is \"\(text.prefix(40))\"; allowed are \(allowed)")
            }
            return word
        }

        func problem(_ detail: String) -> TableProblem {
            TableProblem(file: file, line: line, detail: detail)
        }
    }

    let file: String
    let columns: [String]
    let rows: [Row]

    /// - Parameter file: for messages.
    /// - Throws: for text that is not UTF-8, a header with a name twice, and a row of another length.
    init(_ bytes: [UInt8], file: String) throws(TableProblem) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TableProblem(file: file, line: nil, detail: "is not UTF-8; save it as UTF-8")
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let first = lines.first, first.contains(where: { !$0.isWhitespace }) else {
            throw TableProblem(file: file, line: nil, detail: "is empty; a header is needed")
        }
        let columns = Self.cells(first.drop { $0 == "\u{FEFF}" })
        guard Set(columns).count == columns.count else {
            throw TableProblem(file: file, line: 1, detail: "a column occurs twice in the header")
        }
        var rows: [Row] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let cells = Self.cells(line)
            guard cells.count == columns.count else {
                throw TableProblem(
                    file: file, line: index + 1,
                    detail: "\(cells.count) cells, the header has \(columns.count); cells are "
                        + "separated by tabs")
            }
            let filled = zip(columns, cells).filter { $1 != "n/a" && !$1.isEmpty }
            rows.append(
                Row(
                    file: file, line: index + 1,
                    cells: Dictionary(filled.map { ($0, Self.unescaped($1)) }) { $1 }))
        }
        self.file = file
        self.columns = columns
        self.rows = rows
    }

    /// - Throws: when the header lacks a column.
    func require(_ needed: [String]) throws(TableProblem) {
        let absent = needed.filter { !columns.contains($0) }
        guard absent.isEmpty else {
            throw TableProblem(
                file: file, line: 1,
                detail: "lacks the column \(absent.joined(separator: ", ")); columns are separated "
                    + "by tabs")
        }
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }

    private static func unescaped(_ cell: String) -> String {
        guard cell.contains("\\") else { return cell }
        var text = ""
        var isEscaped = false
        for character in cell {
            guard isEscaped else {
                if character == "\\" { isEscaped = true } else { text.append(character) }
                continue
            }
            isEscaped = false
            switch character {
            case "t": text.append("\t")
            case "n": text.append("\n")
            case "r": text.append("\r")
            default: text.append(character)
            }
        }
        return text
    }
}
