import JSON

/// What one run was given: the content of `dataset.json`.
package enum DatasetReport {
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

        fileprivate var json: JSONValue {
            .object([
                "input": .string(path), "sha256": .string(sha256),
                "sidecar_sha256": .optional(sidecarSHA256),
            ])
        }
    }

    /// "tool" at the top marks the folder as ours: `measure` does not read its own output.
    ///
    /// - Parameters:
    ///   - inputs: in the order of the tables.
    ///   - sink: takes the text in pieces.
    package static func write<Failure: Error>(
        run: RunRecord, inputs: some Sequence<Input>,
        to sink: @escaping (String) throws(Failure) -> Void
    ) throws(Failure) {
        var stream = JSONObjectStream(to: sink)
        try stream.list("inputs", of: inputs, json: \.json)
        try stream.member("run", run.json)
        try stream.member("schema_version", .string(StudyReport.schemaVersion))
        try stream.member("tool", .string(RunRecord.tool))
        try stream.finish()
    }
}
