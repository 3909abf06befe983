import Reporting

/// Writes what spans studies from item records alone, which come in the order of rows. Nothing
/// appears before `publish`.
struct Collector {
    private let output: OutputFolder
    private let itemTable: Table<ItemRecord>
    private let items: PartialFile
    private let measurements: PartialFile
    private var page: QualityPage
    private var pageData: StagedFiles

    init(output: OutputFolder, run: RunRecord, marks: Marks) throws(WriteError) {
        self.output = output
        itemTable = Table.items(marked: marks)
        items = try output.open("items.tsv")
        measurements = try output.open("measurements.tsv")
        page = QualityPage(run: run, marks: marks)
        pageData = try StagedFiles(in: output)
        try items.append(itemTable.header)
        try measurements.append(Table.measurements.header)
    }

    mutating func append(_ record: ItemRecord) throws(WriteError) {
        try items.append(itemTable.line(of: record))
        for row in MeasurementRow.rows(of: record) {
            try measurements.append(Table.measurements.line(of: row))
        }
        for file in page.append(CollectionOfOne(record)) { try pageData.add(file) }
    }

    func publish() throws(WriteError) {
        try items.publish(isSynced: true)
        try output.write(itemTable.dictionary.text, to: "items.json")
        try measurements.publish(isSynced: true)
        try output.write(Table.measurements.dictionary.text, to: "measurements.json")
        try publishPage()
    }

    /// `index.html` comes last: with it the page is whole. Data files of a larger earlier run go.
    private func publishPage() throws(WriteError) {
        try pageData.publish()
        let ending = page.finish()
        for file in ending.files { try output.write(file.text, to: file.path) }
        for (kind, count) in ending.dataFiles {
            var number = count + 1
            while output.contains(PageFile.data(kind, number)) {
                try output.remove(PageFile.data(kind, number))
                number += 1
            }
        }
    }

    /// `dataset.json`: tool, parameters, models and the inputs with their digests. Written first: it
    /// marks the folder as ours.
    static func writeDataset(setup: RunSetup, plan: WorkPlan) throws(WriteError) {
        let inputs = RowOrder(plan).places.lazy.compactMap { place in
            plan.input(at: place).map { input in
                DatasetReport.Input(
                    path: input.item.input, sha256: input.content.hexadecimal,
                    sidecarSHA256: input.sidecar?.hexadecimal)
            }
        }
        let file = try setup.output.open("dataset.json")
        try DatasetReport.write(run: setup.record, inputs: inputs) {
            piece throws(WriteError) in try file.append(piece)
        }
        try file.publish(isSynced: true)
    }
}
