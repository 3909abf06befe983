import JSON

/// What one run was given: the content of `dataset.json`.
package struct DatasetReport: Hashable, Sendable {
    /// A file and the digest of its bytes.
    package struct Input: Hashable, Sendable {
        /// Relative to the INPUT argument, `/`-separated.
        package let path: String
        /// 64 hexadecimal digits.
        package let sha256: String
        /// The same of the sidecar beside it.
        package let sidecarSHA256: String?

        package init(path: String, sha256: String, sidecarSHA256: String? = nil) {
            self.path = path
            self.sha256 = sha256
            self.sidecarSHA256 = sidecarSHA256
        }
    }

    package let run: RunRecord
    package let inputs: [Input]

    /// Inputs are sorted by path.
    package init(run: RunRecord, inputs: [Input]) {
        self.run = run
        self.inputs = inputs.sorted {
            ($0.path, $0.sha256) < ($1.path, $1.sha256)
        }
    }

    /// "tool" at the top marks the folder as ours: `measure` does not read its own output.
    package var json: JSONValue {
        .object([
            "schema_version": .string(StudyReport.schemaVersion),
            "tool": .string(RunRecord.tool),
            "run": run.json,
            "inputs": .array(
                inputs.map {
                    .object([
                        "input": .string($0.path), "sha256": .string($0.sha256),
                        "sidecar_sha256": .optional($0.sidecarSHA256),
                    ])
                }),
        ])
    }
}
