import Agreement
import Geometry

/// An output folder of `nerve-measure`: items, their masks, and what was measured of the first nerve.
enum OutputReader {
    static func reader(_ folder: String) throws(ResearchError) -> Reader {
        let items = try Files.table(folder + "/items.tsv")
        let measurements = try Files.table(folder + "/measurements.tsv")
        do throws(TableProblem) {
            try items.require(["item", "input", "status", "mask"])
            try measurements.require(["item", "rank"])
            var first: [String: TSVTable.Row] = [:]
            var sides: [String: Set<String?>] = [:]
            for row in measurements.rows {
                let item = try row.required("item")
                if row.isOfVolume { sides[item, default: []].insert(row.text("side")) }
                if try row.integer("rank", from: 1) == 1 { first[item] = row }
            }
            var readings: [(Reading, String)] = []
            for row in items.rows {
                let item = try row.required("item")
                var reading = try reading(row, first[item], folder)
                // The mask of an MR slice with both nerves is of neither side.
                if sides[item, default: []].count > 1 {
                    reading.side = nil
                    reading.areas = [:]
                }
                readings.append((reading, item))
            }
            return reader(readings)
        } catch {
            throw .table(error)
        }
    }

    private static func reader(_ readings: [(Reading, String)]) -> Reader {
        Reader(kind: .output, readings.map(\.0)) { "items of the input \($0.key)" }
    }

    private static func reading(
        _ item: TSVTable.Row, _ nerve: TSVTable.Row?, _ folder: String
    ) throws(TableProblem) -> Reading {
        var reading = Reading(
            key: ImageKey.key(of: try item.required("input")),
            frame: try item.integer("frame", from: 1),
            content: try content(item, folder))
        reading.side = try item.word("side")
        reading.level = try item.word("level")
        guard let nerve else { return reading }
        reading.areas = try AreaTable.areas(of: nerve)
        if reading.side == nil { reading.side = try nerve.word("side") }
        if reading.level == nil { reading.level = try nerve.word("level") }
        if let rows = try nerve.number("spacing_row_mm"),
            let columns = try nerve.number("spacing_column_mm")
        {
            reading.spacing = PixelSpacing(betweenRows: rows, betweenColumns: columns)
        }
        return reading
    }

    private static func content(
        _ item: TSVTable.Row, _ folder: String
    ) throws(TableProblem) -> Reading.Content {
        let status = try item.required("status")
        let reason = ReadingPair.Reason(
            code: item.text("reason") ?? status,
            explanation: item.text("explanation") ?? "the item is \(status)")
        switch status {
        case "measured":
            let mask = try item.required("mask")
            return .mask(MaskFile(path: folder + "/" + mask, name: mask))
        case "abstained": return .abstained(reason)
        default: return .notMeasured(reason)
        }
    }
}
