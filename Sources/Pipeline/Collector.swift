import Reporting

/// Builds what spans studies, from item records alone.
struct Collector {
    let output: OutputFolder

    func writeTables(
        _ records: [ItemRecord], run: RunRecord, marks: Marks
    ) throws(WriteError) {
        let items = Table.items(marked: marks)
        try output.write(items.text(sorting: records), to: "items.tsv")
        try output.write(items.dictionary.text, to: "items.json")
        try output.write(
            Table.measurements.text(of: MeasurementRow.rows(of: records)), to: "measurements.tsv")
        try output.write(Table.measurements.dictionary.text, to: "measurements.json")
        try writePage(records, run: run, marks: marks)
    }

    private func writePage(
        _ records: [ItemRecord], run: RunRecord, marks: Marks
    ) throws(WriteError) {
        var page = QualityPage(run: run, marks: marks)
        try write(page.append(records.sorted()))
        let ending = page.finish()
        try write(ending.files)
        for (kind, count) in ending.dataFiles {
            var number = count + 1
            while output.contains(PageFile.data(kind, number)) {
                try output.remove(PageFile.data(kind, number))
                number += 1
            }
        }
    }

    private func write(_ files: [PageFile]) throws(WriteError) {
        for file in files { try output.write(file.text, to: file.path) }
    }

    /// `dataset.json`: tool, parameters, models and the inputs with their digests. Written first: it
    /// marks the folder as ours.
    func writeDataset(setup: RunSetup, plan: WorkPlan) throws(WriteError) {
        let inputs = plan.studies.flatMap(\.inputs).map { input in
            DatasetReport.Input(
                path: input.item.input, sha256: input.content.hexadecimal,
                sidecarSHA256: input.sidecar?.hexadecimal)
        }
        let dataset = DatasetReport(run: setup.record, inputs: inputs).json
        try output.write(dataset.text, to: "dataset.json")
    }
}
