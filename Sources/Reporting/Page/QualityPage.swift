import JSON
import StudyModel

/// `index.html` and the folder `page` beside it: every item with its picture, values and reasons, to
/// be looked at and marked. It opens from disk without a network.
///
/// Items are taken as they come and leave as files; what is kept are counts and two open files.
package struct QualityPage: Sendable {
    /// Sizes of data files, in bytes. A page that opens loads rows; details are loaded when seen.
    package struct Limits: Sendable {
        package var rowBytes = 1 << 19
        package var detailBytes = 1 << 19
        /// Nerves of one item in the details; the report has all.
        package var nerves = 64

        package init() {}
    }

    private let run: RunRecord
    private let marks: Marks
    private let limits: Limits
    private var tally = PageTally()
    private var rows: PageChunk
    private var details: PageChunk

    package init(run: RunRecord, marks: Marks = Marks(), limits: Limits = Limits()) {
        self.run = run
        self.marks = marks
        self.limits = limits
        rows = PageChunk(kind: "rows", byteLimit: limits.rowBytes)
        details = PageChunk(kind: "details", byteLimit: limits.detailBytes)
    }

    /// Takes items, in the order in which the page shows them: those of one study together.
    ///
    /// - Returns: files that are complete; none of them is returned again.
    package mutating func append(_ records: some Sequence<ItemRecord>) -> [PageFile] {
        var files: [PageFile] = []
        for record in records {
            tally.add(record)
            let whole = record.withoutVertices.json.line
            let shown = record.nerves.count > limits.nerves ? cut(record).json.line : whole
            if let full = details.append(shown) { files.append(full) }
            let row = PageRow(
                record: record, details: details.number,
                result: ItemRecord.resultDigest(of: whole), mark: marks[item: record.source.item])
            if let full = rows.append(row.json.line) { files.append(full) }
        }
        return files
    }

    /// What is written last.
    package struct Ending: Sendable {
        /// `index.html` is the last: with it, the page is whole.
        package let files: [PageFile]
        /// How many data files there are of each kind; a larger earlier run may have left more.
        package let dataFiles: [(kind: String, count: Int)]
    }

    package consuming func finish() -> Ending {
        let last = [details.close(), rows.close()].compactMap { $0 }
        let files =
            last + [
                PageFacts(tally: tally, rowFiles: rows.fileCount).file,
                PageFile(path: "page/page.css", text: PageAssets.style),
                PageFile(path: "page/page.js", text: PageAssets.script),
                FrameHTML(run: run, tally: tally).file,
            ]
        return Ending(
            files: files,
            dataFiles: [(rows.kind, rows.fileCount), (details.kind, details.fileCount)])
    }

    private func cut(_ record: ItemRecord) -> ItemRecord {
        var record = record.withoutVertices
        record.nerves = Array(record.nerves.prefix(limits.nerves))
        return record
    }
}
