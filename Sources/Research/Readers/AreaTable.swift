import Agreement
import Anatomy

/// A table of areas: `input` (or `item`), `csa_mm2` or `area_px`, and, where known, `frame`, `rank`,
/// `side`, `level`, `subject`. A `measurements.tsv` is one; of it, rank 1 is taken.
enum AreaTable {
    static func reader(_ path: String) throws(ResearchError) -> Reader {
        let table = try Files.table(path)
        do throws(TableProblem) {
            return try reader(table)
        } catch {
            throw .table(error)
        }
    }

    private static func reader(_ table: TSVTable) throws(TableProblem) -> Reader {
        let name = table.columns.contains("input") ? "input" : "item"
        try table.require([name])
        guard table.columns.contains("csa_mm2") || table.columns.contains("area_px") else {
            throw TableProblem(
                file: table.file, line: 1, detail: "lacks the column csa_mm2, or area_px")
        }
        var readings: [Reading] = []
        for row in table.rows where try row.integer("rank", from: 1) ?? 1 == 1 {
            readings.append(try reading(row, name: name))
        }
        return Reader(kind: .table, readings) { "rows of \($0.key)" }
    }

    private static func reading(
        _ row: TSVTable.Row, name: String
    ) throws(TableProblem) -> Reading {
        let areas = try areas(of: row)
        let absent = ReadingPair.Reason(code: "noArea", explanation: "the table has no area for it")
        var reading = Reading(
            key: ImageKey.key(of: try row.required(name)), frame: try row.integer("frame", from: 1),
            content: areas.isEmpty ? .notMeasured(absent) : .areas)
        reading.areas = areas
        reading.side = try row.word("side")
        reading.level = try row.word("level")
        reading.subject = row.text("subject")
        return reading
    }

    private static let largest = 1e9

    /// - Throws: for an area that no nerve has, 0 among them.
    static func areas(
        of row: TSVTable.Row
    ) throws(TableProblem) -> [ReadingPair.AreaUnit: Double] {
        var areas: [ReadingPair.AreaUnit: Double] = [:]
        for (unit, column) in [(.squareMillimetres, "csa_mm2"), (.pixels, "area_px")]
            as [(ReadingPair.AreaUnit, String)]
        {
            guard let area = try row.number(column) else { continue }
            guard area > 0, area <= largest else {
                throw row.problem(
                    "\(column) is \(area); a number above 0 and up to 1e9 is needed, or n/a where "
                        + "there is no nerve")
            }
            areas[unit] = area
        }
        return areas
    }
}
