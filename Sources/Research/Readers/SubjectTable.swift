import Anatomy

/// A row of `--subjects`: which patient an image is of, and its side and level where no reader states
/// them.
struct SubjectEntry {
    let subject: String
    let side: Laterality?
    let level: GlutealLevel?
}

typealias SubjectTable = ImageTable<SubjectEntry>

extension ImageTable<SubjectEntry> {
    /// Columns `item` and `subject`, and `side` and `level` where known.
    init(_ path: String) throws(ResearchError) {
        try self.init(path, columns: ["subject"]) { row throws(TableProblem) in
            SubjectEntry(
                subject: try row.required("subject"), side: try row.word("side"),
                level: try row.word("level"))
        }
    }
}
