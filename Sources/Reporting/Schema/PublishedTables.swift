/// The tables whose columns are a promise: added, never renamed or removed, within a major version.
package enum PublishedTables {
    /// Columns by title of the table.
    package static let columns: [(title: String, names: [String])] = [
        names(of: .items), names(of: .measurements), names(of: .agreementPairs),
        names(of: .agreementGroups), names(of: .agreementSummary), names(of: .passedOver),
        names(of: .changes), names(of: .painOutcomes), names(of: .painFollowUps),
        names(of: .unusedScores), names(of: .distributions), names(of: .standings),
    ]

    static var titles: [String] { columns.map(\.title) }

    private static func names<Row>(of table: Table<Row>) -> (title: String, names: [String]) {
        (table.title, table.columns.map(\.name))
    }
}
