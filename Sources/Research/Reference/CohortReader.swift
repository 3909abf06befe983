import Cohorts
import StudyModel

/// Reads what was measured of a data set, and the tables about it that a user writes.
package enum CohortReader {
    /// Pixels of different pictures are no common unit.
    private static let quantities = QuantityKind.allCases.filter { $0.unit != .pixels }

    /// The first nerve of every item of output folders.
    ///
    /// - Parameter groups: a table with the columns `item` and `group`, and `subject` where known.
    /// - Throws: also for an item that two folders hold: it would count twice.
    package static func values(
        ofFolders folders: [String], groups: String?
    ) throws(ResearchError) -> [CohortValue] {
        let groups: GroupTable? = if let groups { try GroupTable(groups) } else { nil }
        var images: [Image] = []
        for folder in folders { images += try self.images(in: folder) }
        try requireOnce(images)
        let names = ImageNames(images.map(\.key))
        do throws(TableProblem) {
            var values: [CohortValue] = []
            for image in images {
                let entry = try groups.map { table throws(TableProblem) in
                    try table.entry(of: image, among: names)
                }
                values += try self.values(of: image, entry)
            }
            return values
        } catch {
            throw .table(error)
        }
    }

    /// The nerve of one item, or of one side of an MR slice.
    fileprivate struct Image {
        let item: String
        let folder: String
        /// Output folder and input.
        let key: String
        let row: TSVTable.Row

        /// Either side of an MR slice is a nerve of its own.
        var name: String { row.isOfVolume ? item + " " + (row.text("side") ?? "") : item }

        /// The DICOM study, or the picture, which is a study of its own.
        var study: String { String(item.prefix { $0 != "/" }) }
    }

    private static func images(in folder: String) throws(ResearchError) -> [Image] {
        let rows = try VisitReader.nerves(in: folder)
        do throws(TableProblem) {
            var images: [Image] = []
            for row in rows {
                let item = try row.required("item")
                let path = folder + "/" + ImageKey.key(of: row.text("input") ?? item)
                let parts = path.split(separator: "/").filter { $0 != "." }
                images.append(
                    Image(
                        item: item, folder: folder, key: parts.joined(separator: "/"), row: row))
            }
            return images
        } catch {
            throw .table(error)
        }
    }

    private static func requireOnce(_ images: [Image]) throws(ResearchError) {
        var folders: [String: String] = [:]
        for image in images {
            guard let first = folders.updateValue(image.folder, forKey: image.name) else {
                continue
            }
            throw .duplicate(item: image.item, first: first, second: image.folder)
        }
    }

    private static func values(
        of image: Image, _ entry: GroupEntry?
    ) throws(TableProblem) -> [CohortValue] {
        let row = image.row
        var values: [CohortValue] = []
        for kind in quantities {
            guard let value = try row.number(kind.rawValue) else { continue }
            values.append(
                CohortValue(
                    item: image.item, subject: entry?.subject ?? image.study, group: entry?.group,
                    side: try row.word("side"), level: try row.word("level"),
                    modality: row.text("modality"), sequence: row.text("sequence"),
                    convention: row.text("outline_convention"),
                    quantity: kind.rawValue, unit: kind.unit.rawValue, value: value))
        }
        return values
    }
}

/// A row of `--groups`: which group, and which patient, an image is of.
struct GroupEntry {
    let group: String
    let subject: String?
}

typealias GroupTable = ImageTable<GroupEntry>

extension ImageTable<GroupEntry> {
    /// Columns `item` and `group`, and `subject` where known.
    init(_ path: String) throws(ResearchError) {
        try self.init(path, columns: ["group"]) { row throws(TableProblem) in
            GroupEntry(group: try row.required("group"), subject: row.text("subject"))
        }
    }

    fileprivate func entry(
        of image: CohortReader.Image, among images: ImageNames
    ) throws(TableProblem) -> GroupEntry {
        do throws(Gap) { return try entry(of: image.key, among: images) } catch {
            throw image.row.problem(sentence(error, image.key))
        }
    }
}
