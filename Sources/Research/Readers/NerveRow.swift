import Anatomy
import StudyModel

/// The rows of `measurements.tsv` that are the nerve to be looked at in each item: the first of a
/// picture, and of an MR slice that of either side.
enum NerveRow {
    /// In the order of the table. A nerve that is divided in a slice has no area of its own there and
    /// is left out.
    static func rows(of table: TSVTable) throws(TableProblem) -> [TSVTable.Row] {
        struct Nerve: Hashable {
            let item: String
            let side: String?
        }
        try table.require(["item", "rank"])
        var rows: [TSVTable.Row] = []
        var parts: [Nerve: Int] = [:]
        for row in table.rows {
            let rank = try row.integer("rank", from: 1)
            if row.isOfVolume {
                parts[Nerve(item: try row.required("item"), side: row.text("side")), default: 0] +=
                    1
                rows.append(row)
            } else if rank == 1 {
                rows.append(row)
            }
        }
        var single: [TSVTable.Row] = []
        for row in rows {
            let nerve = Nerve(item: try row.required("item"), side: row.text("side"))
            if parts[nerve, default: 1] == 1 { single.append(row) }
        }
        return single
    }
}

extension TSVTable.Row {
    /// Whether the nerve is of a slice of an MR series.
    var isOfVolume: Bool { text("modality") == Modality.magneticResonance.rawValue }
}
