import JSON

/// What every JSON report of a comparison begins with.
enum ReportEnvelope {
    /// - Parameters:
    ///   - methods: what a methods section needs to say.
    ///   - content: the other keys.
    static func json(
        toolVersion: String, methods: [String], _ content: [String: JSONValue]
    ) -> JSONValue {
        let head: [String: JSONValue] = [
            "schema_version": .string(StudyReport.schemaVersion),
            "notice": .string(StudyReport.notice),
            "tool": .string(RunRecord.tool),
            "tool_version": .string(toolVersion),
            "methods": .strings(methods),
        ]
        return .object(head.merging(content) { head, _ in head })
    }

    static func schema(_ content: [String: JSONValue]) -> JSONValue {
        let head = [
            "schema_version": SchemaParts.schemaVersion,
            "notice": SchemaParts.constant(StudyReport.notice),
            "tool": SchemaParts.constant(RunRecord.tool),
            "tool_version": SchemaParts.text,
            "methods": SchemaParts.array(of: SchemaParts.text),
        ]
        return SchemaParts.object(head.merging(content) { head, _ in head })
    }
}
