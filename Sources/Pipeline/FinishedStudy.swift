import Digest
import JSON
import Reporting

/// `<study>/status.json`: written last, so that a study without it is worked again.
///
/// It holds the digest of the report and the length of every picture: after a loss of power a file
/// may have its name and not its content.
enum FinishedStudy {
    static let statusName = "status.json"
    private static let finished = "finished"
    /// Members of a report that no table shows.
    private static let notTabulated: Set = ["outline_px", "run", "tracks", "validation", "volumes"]

    /// - Parameters:
    ///   - report: the text of the study's report.json.
    ///   - files: pictures and plots, relative to the output folder.
    ///   - isFinal: whether a later run keeps the result.
    static func write(
        _ folder: String, _ fingerprint: String, report: String, files: [String], isFinal: Bool,
        in output: OutputFolder
    ) throws(WriteError) {
        let lengths = files.reduce(into: [String: JSONValue]()) { lengths, file in
            lengths[file] = .integer(output.byteCount(of: file) ?? 0)
        }
        let status = JSONValue.object([
            "status": .string(isFinal ? finished : "to be repeated"),
            "fingerprint": .string(fingerprint),
            "report_sha256": .string(SHA256Digest(of: report).hexadecimal),
            "file_bytes": .object(lengths),
        ])
        try output.write(status.text, to: folder + "/" + statusName)
    }

    /// The records, without vertices, of a study that was finished from the same inputs, parameters,
    /// model and seeds; `nil` when it was not, or when its files are no longer those that were
    /// written.
    ///
    /// - Parameter evenUnfinished: also those of a study that a later run works again.
    static func records(
        of folder: String, _ fingerprint: String, in output: OutputFolder,
        evenUnfinished: Bool = false
    ) -> [ItemRecord]? {
        guard let status = status(of: folder, fingerprint, in: output),
            evenUnfinished || (try? status.string("status")) == finished,
            let report = output.read(folder + "/report.json"),
            (try? status.string("report_sha256")) == SHA256Digest(of: report).hexadecimal,
            filesAreWhole(status, in: output),
            let value = try? JSONReader.value(of: report, omitting: notTabulated),
            let items = try? JSONObject(value).items("items")
        else { return nil }
        let records = items.compactMap { try? ItemRecord(json: $0.value) }
        return records.count == items.count ? records : nil
    }

    /// Whether the study was worked to its end, by its status alone.
    static func exists(_ folder: String, _ fingerprint: String, in output: OutputFolder) -> Bool {
        status(of: folder, fingerprint, in: output) != nil
    }

    private static func status(
        of folder: String, _ fingerprint: String, in output: OutputFolder
    ) -> JSONObject? {
        guard let text = output.read(folder + "/" + statusName),
            let status = try? JSONObject(parsing: text),
            (try? status.string("fingerprint")) == fingerprint
        else { return nil }
        return status
    }

    private static func filesAreWhole(_ status: JSONObject, in output: OutputFolder) -> Bool {
        guard case .object(let lengths)? = status.value("file_bytes") else { return false }
        return lengths.allSatisfy { file, length in
            output.byteCount(of: file).map(JSONValue.integer) == length
        }
    }
}
