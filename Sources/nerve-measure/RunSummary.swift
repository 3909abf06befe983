import Logging
import Pipeline
import Reporting

/// What the log says at the end of a run.
struct RunSummary {
    private let summary: Batch.Summary

    init(_ summary: Batch.Summary) { self.summary = summary }

    func log(to log: Logger, output: String) {
        let counts = ItemStatus.allCases.map { "\(summary.count($0)) \($0.rawValue)" }
        log.info("\(counts.joined(separator: ", ")); results in \(output)")
        for gap in summary.missingDICOM.entries {
            let others = gap.inputCount > 1 ? " and \(gap.inputCount - 1) others" : ""
            log.log(
                level: gap.isDefect ? .error : .warning,
                "no DICOM objects for \(gap.example)\(others): \(gap.sentence)",
                metadata: ["reason": "\(gap.code)"])
        }
        for sentence in summary.unusedSeeds { log.warning("\(sentence)") }
        if let first = summary.otherStudies.first {
            log.warning(
                """
                \(output) also holds \(summary.otherStudies.count) studies of earlier runs with other \
                inputs, such as \(first); no table names them: remove them, or choose a new folder
                """)
        }
        if summary.wasInterrupted {
            log.warning("interrupted; the same command continues")
        }
    }

    static func log(refused record: ItemRecord, to log: Logger) {
        log.error(
            "\(record.reason?.explanation ?? record.source.input)", metadata: fields(of: record))
    }

    /// What a program wants to know beside the sentence; the words of items.tsv.
    private static func fields(of record: ItemRecord) -> Logger.Metadata {
        var fields: Logger.Metadata = [
            "input": "\(record.source.input)", "status": "\(record.status.rawValue)",
        ]
        if let reason = record.reason { fields["reason"] = "\(reason.code)" }
        if let frame = record.source.frame { fields["frame"] = "\(frame)" }
        return fields
    }
}
