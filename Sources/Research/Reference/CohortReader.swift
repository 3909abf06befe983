import Cohorts
import StudyModel

/// Reads what was measured of a data set, and the tables about it that a user writes.
package enum CohortReader {
    /// Positions in the picture say nothing about people.
    private static let quantities = QuantityKind.allCases.filter {
        $0 != .centroidColumn && $0 != .centroidRow
    }

    /// The first nerve of every item of output folders.
    ///
    /// - Parameter groups: a table with the columns `item` and `group`, and `subject` where known.
    package static func values(
        ofFolders folders: [String], groups: String?
    ) throws(ResearchError) -> [CohortValue] {
        let groups: GroupTable? = if let groups { try GroupTable(groups) } else { nil }
        var values: [CohortValue] = []
        for folder in folders {
            let table = try VisitReader.measurements(in: folder)
            do throws(TableProblem) {
                for row in table.rows where try row.integer("rank", from: 1) == 1 {
                    values += try self.values(of: row, groups)
                }
            } catch {
                throw .table(error)
            }
        }
        return values
    }

    private static func values(
        of row: TSVTable.Row, _ groups: GroupTable?
    ) throws(TableProblem) -> [CohortValue] {
        let item = try row.required("item")
        let entry = try groups?.entry(of: row.text("input") ?? item)
        var values: [CohortValue] = []
        for kind in quantities {
            guard let value = try row.number(kind.rawValue) else { continue }
            values.append(
                CohortValue(
                    item: item, subject: entry?.subject ?? item, group: entry?.group,
                    side: try row.word("side"), level: try row.word("level"),
                    modality: row.text("modality"), convention: row.text("outline_convention"),
                    quantity: kind.rawValue, unit: kind.unit.rawValue, value: value))
        }
        return values
    }
}

/// `--groups`: which group, and which patient, an image is of.
private struct GroupTable {
    private let entries: [String: (group: String, subject: String?)]
    private let name: String

    init(_ path: String) throws(ResearchError) {
        let table = try Files.table(path)
        name = table.file
        do throws(TableProblem) {
            try table.require(["item", "group"])
            var entries: [String: (group: String, subject: String?)] = [:]
            for row in table.rows {
                let key = ImageKey.key(of: try row.required("item"))
                guard entries[key] == nil else {
                    throw row.problem("the item \(key) occurs twice")
                }
                entries[key] = (try row.required("group"), row.text("subject"))
            }
            self.entries = entries
        } catch {
            throw .table(error)
        }
    }

    /// By the whole path without extension, else by its name.
    func entry(of input: String) throws(TableProblem) -> (group: String, subject: String?) {
        let key = ImageKey.key(of: input)
        guard let entry = entries[key] ?? entries[ImageKey.baseName(of: key)] else {
            throw TableProblem(
                file: name, line: nil, detail: "does not name the group of \(key); add a row")
        }
        return entry
    }
}
