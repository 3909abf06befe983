import Cohorts
import StudyModel

/// Reads the visits of patients from output folders of `nerve-measure`.
package enum VisitReader {
    /// Folders of one patient, in the order of the visits.
    package static func visits(ofFolders folders: [String]) throws(ResearchError) -> [Visit] {
        var visits: [Visit] = []
        for folder in folders {
            visits.append(
                Visit(
                    name: Files.name(of: folder), subject: "1",
                    images: try images(in: folder)))
        }
        return visits
    }

    /// A table with the columns `folder` (relative to the table), `subject`, and, where known, `date`
    /// and `treatment_date`.
    package static func visits(ofTable path: String) throws(ResearchError) -> [Visit] {
        let table = try Files.table(path)
        let home = Files.folder(of: path)
        var visits: [Visit] = []
        do throws(TableProblem) { try table.require(["folder", "subject"]) } catch {
            throw .table(error)
        }
        for row in table.rows {
            let entry: (folder: String, subject: String, date: CivilDate?, treatment: CivilDate?)
            do throws(TableProblem) {
                entry = (
                    try row.required("folder"), try row.required("subject"),
                    try row.date("date"), try row.date("treatment_date")
                )
            } catch {
                throw .table(error)
            }
            let isAbsolute = entry.folder.hasPrefix("/")
            visits.append(
                Visit(
                    name: Files.name(of: entry.folder), subject: entry.subject, date: entry.date,
                    treatment: entry.treatment,
                    images: try images(in: isAbsolute ? entry.folder : home + "/" + entry.folder)))
        }
        return visits
    }

    /// The table of measurements of an output folder.
    private static func measurements(in folder: String) throws(ResearchError) -> TSVTable {
        guard try Files.isFolder(folder), Files.exists(folder + "/measurements.tsv") else {
            throw .notUsable(
                path: folder, found: "no measurements.tsv",
                needed: "an output folder of nerve-measure")
        }
        let table = try Files.table(folder + "/measurements.tsv")
        do throws(TableProblem) { try table.require(["item", "rank", "csa_mm2"]) } catch {
            throw .table(error)
        }
        return table
    }

    /// The rows of `measurements.tsv` of the nerves that are looked at, of every item that was measured.
    static func nerves(in folder: String) throws(ResearchError) -> [TSVTable.Row] {
        let table = try measurements(in: folder)
        do throws(TableProblem) { return try NerveRow.rows(of: table) } catch {
            throw .table(error)
        }
    }

    private static func images(in folder: String) throws(ResearchError) -> [VisitImage] {
        let rows = try nerves(in: folder)
        do throws(TableProblem) {
            var images: [VisitImage] = []
            for row in rows { images.append(try image(row)) }
            return images
        } catch {
            throw .table(error)
        }
    }

    private static func image(_ row: TSVTable.Row) throws(TableProblem) -> VisitImage {
        var image = VisitImage(item: try row.required("item"))
        image.side = try row.word("side")
        image.level = try row.word("level")
        image.area = try area(row)
        image.convention = row.text("outline_convention")
        image.modality = row.text("modality")
        image.probe = row.text("probe")
        image.position = row.text("position")
        if row.isOfVolume {
            image.sequence = row.text("sequence") ?? MRSequenceKind.unknown.rawValue
            image.series = image.item.split(separator: "/").dropLast().joined(separator: "/")
        }
        return image
    }

    /// In the picture; of MR at right angles to the nerve, with the interval turned alike.
    private static func area(_ row: TSVTable.Row) throws(TableProblem) -> MeasuredArea? {
        guard let area = try row.number(QuantityKind.crossSectionalArea.rawValue) else {
            return nil
        }
        let value =
            row.isOfVolume ? try row.number(QuantityKind.perpendicularArea.rawValue) : area
        guard let value, area > 0 else { return nil }
        let turned = value / area
        return MeasuredArea(
            value: value, low: try row.number("csa_low_mm2").map { $0 * turned },
            high: try row.number("csa_high_mm2").map { $0 * turned })
    }
}

extension TSVTable.Row {
    func date(_ column: String) throws(TableProblem) -> CivilDate? {
        guard let text = text(column) else { return nil }
        guard let date = CivilDate(text) else {
            throw problem("\(column) is \"\(text.prefix(40))\"; a day such as 2026-01-31 is needed")
        }
        return date
    }
}
