import JSON

/// Why marks cannot be taken. `file` is the name of the marks file.
package enum MarksProblem: Error, Hashable, Sendable {
    case unreadable(file: String, detail: String)
    case tooLarge(file: String, allowed: Int)
    case form(file: String, JSONProblem)
    /// `earlier` is the file that marks the item first; it may be the same.
    case repeated(file: String, item: String, earlier: String)
    /// `others` further items are unknown too.
    case unknownItem(file: String, item: String, others: Int)
    /// The item has another result than the one that was looked at.
    case otherResult(file: String, item: String, others: Int)

    package var message: String {
        switch self {
        case .unreadable(let file, let detail):
            "the marks file \(file) cannot be read (\(detail)); check the path"
        case .tooLarge(let file, let allowed):
            "the marks file \(file) has more than \(allowed) bytes; give the file that the page "
                + "exported"
        case .form(let file, let problem):
            "the marks file \(file) \(problem.message)"
        case .repeated(let file, let item, let earlier):
            "the marks file \(file) marks the item \(item.prefix(80))"
                + (earlier == file ? " twice" : ", which \(earlier) marks too")
                + "; keep one mark of each item"
        case .unknownItem(let file, let item, let others):
            "the marks file \(file) marks \(Self.items(item, others)), which this run does not "
                + "have; give marks of this run, by the item column of items.tsv"
        case .otherResult(let file, let item, let others):
            "the marks file \(file) marks \(Self.items(item, others)) for a result that is not the "
                + "present one; look at the new page, mark again and export"
        }
    }

    private static func items(_ item: String, _ others: Int) -> String {
        "the item \(item.prefix(80))" + (others > 0 ? " and \(others) more" : "")
    }
}
