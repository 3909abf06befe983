import JSON

/// The JSON files whose form is a promise, written or read: members are added, never renamed or
/// removed, within a major version.
package enum PublishedSchema: String, Hashable, Sendable, CaseIterable {
    /// `<study>/report.json`.
    case report
    /// `dataset.json`.
    case dataset
    /// `items.json`, `measurements.json` and the dictionaries beside other tables.
    case dictionary
    /// `agreement.json`.
    case agreement
    /// `comparison.json`.
    case comparison
    /// `reference.json`.
    case reference
    /// What `--values` takes.
    case referenceValues = "reference_values"
    /// What `--seeds` takes.
    case seeds
    /// `<picture>.json` beside a picture.
    case sidecar
    /// What the page exports and `--marks` takes.
    case marks
    /// `truth/<series>.json` of a simulated MR series.
    case mrTruth = "mr_truth"

    /// The JSON Schema 2020-12.
    package var json: JSONValue {
        switch self {
        case .report:
            SchemaParts.document(
                rawValue, title: "Result of one study by nerve-measure", ReportSchema.study,
                definitions: ReportSchema.definitions)
        case .dataset:
            SchemaParts.document(
                rawValue, title: "One run of nerve-measure", Self.datasetSchema,
                definitions: ["run": ReportSchema.run])
        case .dictionary:
            SchemaParts.document(
                rawValue, title: "Meaning of the columns of a table", Self.dictionarySchema)
        case .agreement:
            SchemaParts.document(
                rawValue, title: "How two readers agree", AgreementReport.schema)
        case .comparison:
            SchemaParts.document(
                rawValue, title: "Visits of patients compared", ComparisonReport.schema)
        case .reference:
            SchemaParts.document(
                rawValue, title: "A data set by group and against reference values",
                ReferenceReport.schema)
        case .referenceValues:
            SchemaParts.document(
                rawValue, title: "Rows of a table of reference values, each cell as text",
                ReferenceValueTable.schema)
        case .seeds:
            SchemaParts.document(
                rawValue, title: "Where nerves are, by frame: --seeds FILE", InputSchema.seeds,
                definitions: ["seed": InputSchema.seed, "reading": ReadingSchema.reading])
        case .sidecar:
            SchemaParts.document(
                rawValue, title: "What a person states about a picture, in a file beside it",
                InputSchema.sidecar)
        case .marks:
            SchemaParts.document(
                rawValue, title: "What readers say of items: --marks FILE", InputSchema.marks)
        case .mrTruth:
            SchemaParts.document(
                rawValue, title: "What is true of a simulated MR series", MRTruthSchema.document)
        }
    }

    private static let datasetSchema = SchemaParts.object([
        "schema_version": SchemaParts.schemaVersion,
        "tool": SchemaParts.constant(RunRecord.tool),
        "run": SchemaParts.definition("run"),
        "inputs": SchemaParts.array(
            of: SchemaParts.object([
                "input": SchemaParts.text, "sha256": SchemaParts.sha256,
                "sidecar_sha256": SchemaParts.nullable(SchemaParts.sha256),
            ])),
    ])

    private static let dictionarySchema = SchemaParts.object([
        "schema_version": SchemaParts.schemaVersion,
        "table": SchemaParts.words(PublishedTables.titles),
        "missing_value": SchemaParts.constant("n/a"),
        "columns": SchemaParts.array(
            of: SchemaParts.object([
                "name": SchemaParts.pattern("^[a-z][a-z0-9_]*$"), "meaning": SchemaParts.text,
                "unit": SchemaParts.nullable(SchemaParts.text),
                "words": SchemaParts.array(of: SchemaParts.text),
                "since": SchemaParts.schemaVersion,
            ])),
    ])
}
