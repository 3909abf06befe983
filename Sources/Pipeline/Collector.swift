import Reporting

/// Builds what spans studies, from item records alone.
struct Collector {
    let output: OutputFolder

    func writeTables(_ records: [ItemRecord], run: RunRecord) throws(WriteError) {
        try output.write(Table.items.text(sorting: records), to: "items.tsv")
        try output.write(Table.items.dictionary.text, to: "items.json")
        try output.write(
            Table.measurements.text(of: MeasurementRow.rows(of: records)), to: "measurements.tsv")
        try output.write(Table.measurements.dictionary.text, to: "measurements.json")
        for page in IndexPage(run: run, items: records).pages {
            try output.write(page.html, to: page.name)
        }
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
