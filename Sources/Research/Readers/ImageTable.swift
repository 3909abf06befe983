/// Rows of a table that a user writes about images: column `item`, a path or name of the image, with
/// or without extension.
struct ImageTable<Entry: Sendable>: Sendable {
    /// Why an image has no row.
    enum Gap: Error {
        case absent
        /// A row fits it and another image too, or two rows fit it.
        case ambiguous
    }

    /// For messages.
    let name: String
    private let entries: [String: Entry]
    private let items: ImageNames

    /// - Throws: for a table without `item` and `columns`, and for an image with two rows.
    init(
        _ path: String, columns: [String],
        entry: (TSVTable.Row) throws(TableProblem) -> Entry
    ) throws(ResearchError) {
        let table = try Files.table(path)
        name = table.file
        do throws(TableProblem) {
            try table.require(["item"] + columns)
            var entries: [String: Entry] = [:]
            for row in table.rows {
                let key = ImageKey.key(of: try row.required("item"))
                guard entries.updateValue(try entry(row), forKey: key) == nil else {
                    throw row.problem("the item \(key) occurs twice")
                }
            }
            self.entries = entries
            items = ImageNames(entries.keys)
        } catch {
            throw .table(error)
        }
    }

    /// By the whole key, else by the end of a path where nothing else fits.
    ///
    /// - Parameter images: every image that the table may be about.
    func entry(of key: String, among images: ImageNames) throws(Gap) -> Entry {
        if let entry = entries[key] { return entry }
        let fitting = items.fitting(key)
        guard let item = fitting.first, let entry = entries[item] else { throw .absent }
        guard fitting.count == 1, images.fitting(item) == [key] else { throw .ambiguous }
        return entry
    }

    /// One sentence for an image without a row.
    func sentence(_ gap: Gap, _ key: String) -> String {
        switch gap {
        case .absent: "\(name) does not name \(key); add a row"
        case .ambiguous:
            "\(name) names \(items.fitting(key).joined(separator: " and ")), which fits more than "
                + "one image; write \(key) with its folders"
        }
    }
}
