import Pipeline

/// Why a comparison cannot begin or be written. What befalls single images is in their rows.
package enum ResearchError: Error, Hashable, Sendable {
    case missing(path: String)
    case unreadable(path: String, reason: String)
    case table(TableProblem)
    /// A folder or file that holds nothing of the kind that is needed.
    case notUsable(path: String, found: String, needed: String)
    /// No image of one reader is an image of the other.
    case nothingInCommon(reference: String, against: String)
    /// An item of two folders, or of one that is named twice.
    case duplicate(item: String, first: String, second: String)
    case output(WriteError)

    package var message: String {
        switch self {
        case .missing(let path): "\(path) does not exist; check the path"
        case .unreadable(let path, let reason): "\(path) cannot be read (\(reason))"
        case .table(let problem): problem.message
        case .notUsable(let path, let found, let needed):
            "\(path) holds \(found); \(needed) is needed"
        case .nothingInCommon(let reference, let against):
            "no image is the same in both readers: the reference has \(reference), the other has "
                + "\(against); paths must be equal without extension, or one the end of the other "
                + "and of no further image"
        case .duplicate(let item, let first, let second):
            "the item \(item) is in \(first) and in \(second); give each picture once"
        case .output(let error): error.message
        }
    }
}

/// What is wrong in a tab-separated table.
package struct TableProblem: Error, Hashable, Sendable {
    package let file: String
    /// From 1, the header; `nil` for the table as a whole.
    package let line: Int?
    package let detail: String

    package var message: String {
        "\(file)\(line.map { ", line \($0)" } ?? ""): \(detail)"
    }
}
