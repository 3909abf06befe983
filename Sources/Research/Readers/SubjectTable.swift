import Anatomy

/// `--subjects`: which patient an image is of, and its side and level where no reader states them.
struct SubjectTable {
    struct Entry {
        let subject: String
        let side: Laterality?
        let level: GlutealLevel?
    }

    let name: String
    private let entries: [String: Entry]

    /// Columns `item` and `subject`, and `side` and `level` where known; `item` is a path or name of
    /// the image, with or without extension.
    init(_ path: String) throws(ResearchError) {
        let table = try Files.table(path)
        name = table.file
        do throws(TableProblem) {
            try table.require(["item", "subject"])
            var entries: [String: Entry] = [:]
            for row in table.rows {
                let key = ImageKey.key(of: try row.required("item"))
                let entry = Entry(
                    subject: try row.required("subject"), side: try row.word("side"),
                    level: try row.word("level"))
                guard entries.updateValue(entry, forKey: key) == nil else {
                    throw row.problem("the item \(key) occurs twice")
                }
            }
            self.entries = entries
        } catch {
            throw .table(error)
        }
    }

    /// The whole key first, then its name without folders.
    subscript(key: String) -> Entry? { entries[key] ?? entries[ImageKey.baseName(of: key)] }
}
