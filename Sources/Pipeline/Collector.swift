import Reporting

/// Builds what spans studies, from item records alone.
struct Collector {
    let output: OutputFolder

    func writeTables(_ records: [ItemRecord]) throws(WriteError) {
        try output.write(Table.items.text(sorting: records), to: "items.tsv")
        try output.write(Table.items.dictionary.text, to: "items.json")
        try output.write(
            Table.measurements.text(of: MeasurementRow.rows(of: records)), to: "measurements.tsv")
        try output.write(Table.measurements.dictionary.text, to: "measurements.json")
    }

    /// `dataset.json`: tool, parameters, models and the inputs with their digests. Written first: it
    /// marks the folder as ours.
    func writeDataset(setup: RunSetup, plan: WorkPlan) throws(WriteError) {
        let inputs = plan.studies.flatMap(\.inputs)
            .sorted { $0.item.input < $1.item.input }
            .map { input in
                JSONValue.object([
                    "input": .string(input.item.input),
                    "sha256": .string(input.content.hexadecimal),
                ])
            }
        let dataset = JSONValue.object([
            "schema_version": .string(StudyReport.schemaVersion),
            "tool": .string("nerve-measure"),
            "run": setup.record.json,
            "inputs": .array(inputs),
        ])
        try output.write(dataset.text, to: "dataset.json")
    }
}
