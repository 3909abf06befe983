import JSON

/// The marks of every file that was given: `--marks FILE`.
///
/// `{"schema_version": "1.0", "reader": "AB", "marks": [{"item": "…", "mark": "pass", "comment":
/// "…", "result": "…"}]}`; `mark` is `pass` or `fail`, and one of `mark` and `comment` is enough.
package struct Marks: Sendable {
    package static let schemaVersion = "1.0"

    fileprivate struct Entry: Sendable {
        let mark: ReaderMark
        let file: String
    }

    private var entries: [String: Entry] = [:]

    /// No marks.
    package init() {}

    /// Adds the marks of one file.
    ///
    /// - Parameter file: its name, for messages.
    /// - Throws: `MarksProblem` when it says something else than above, or marks an item again.
    package mutating func add(_ bytes: [UInt8], file: String) throws(MarksProblem) {
        let marks: [ReaderMark]
        do throws(JSONProblem) { marks = try Self.parse(bytes) } catch {
            throw .form(file: file, error)
        }
        for mark in marks {
            if let earlier = entries[mark.item] {
                throw .repeated(file: file, item: mark.item, earlier: earlier.file)
            }
            entries[mark.item] = Entry(mark: mark, file: file)
        }
    }

    package subscript(item item: String) -> ReaderMark? { entries[item]?.mark }

    private static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> [ReaderMark] {
        let json = try JSONObject(
            parsing: bytes, allowedKeys: ["marks", "reader", "schema_version"])
        let version = try json.required("schema_version", json.text("schema_version"))
        guard version.hasPrefix("1.") else {
            throw .invalid(
                field: "schema_version", found: "\"\(version.prefix(40))\"", allowed: schemaVersion)
        }
        let reader = try json.text("reader", atMost: ReaderMark.maximumReader)
        var marks: [ReaderMark] = []
        for object in try json.objects("marks", allowedKeys: ReaderMark.keys) {
            marks.append(try ReaderMark(json: object, reader: reader))
        }
        return marks
    }
}

extension Marks {
    /// Compares marks with the items of a run, one item at a time.
    package struct Check: Sendable {
        private var unseen: [String: Entry]
        private var outdated: [Entry] = []

        package init(_ marks: Marks) { unseen = marks.entries }

        package mutating func see(_ record: ItemRecord) {
            guard !unseen.isEmpty, let entry = unseen.removeValue(forKey: record.source.item),
                let result = entry.mark.result, result != record.resultDigest
            else { return }
            outdated.append(entry)
        }

        /// - Throws: `MarksProblem` when a mark is of no item, or of an earlier result of it.
        package func finish() throws(MarksProblem) {
            if let first = Self.first(of: Array(unseen.values)) {
                throw .unknownItem(
                    file: first.file, item: first.mark.item, others: unseen.count - 1)
            }
            if let first = Self.first(of: outdated) {
                throw .otherResult(
                    file: first.file, item: first.mark.item, others: outdated.count - 1)
            }
        }

        private static func first(of entries: [Entry]) -> Entry? {
            entries.min { ($0.file, $0.mark.item) < ($1.file, $1.mark.item) }
        }
    }
}
