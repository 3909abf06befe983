import Digest
import JSON
import Reporting

/// `<study>/status.json`: written last, so that a study without it is worked again.
enum FinishedStudy {
    static let statusName = "status.json"
    private static let finished = "finished"

    /// - Parameters:
    ///   - report: the text of the study's report.json.
    ///   - isFinal: whether a later run keeps the result.
    static func write(
        _ folder: String, _ fingerprint: String, report: String, isFinal: Bool,
        in output: OutputFolder
    ) throws(WriteError) {
        let status = JSONValue.object([
            "status": .string(isFinal ? finished : "to be repeated"),
            "fingerprint": .string(fingerprint),
            "report_sha256": .string(SHA256Digest(of: report).hexadecimal),
        ])
        try output.write(status.text, to: folder + "/" + statusName)
    }

    /// The records of a study that was finished from the same inputs, parameters, model and seeds;
    /// `nil` when it was not, or when its files are no longer those that were written.
    ///
    /// - Parameter evenUnfinished: also those of a study that a later run works again.
    static func records(
        of folder: String, _ fingerprint: String, in output: OutputFolder,
        evenUnfinished: Bool = false
    ) -> [ItemRecord]? {
        guard let text = output.read(folder + "/" + statusName),
            let status = try? JSONReader.value(of: text),
            let object = try? JSONObject(status),
            (try? object.string("fingerprint")) == fingerprint,
            evenUnfinished || (try? object.string("status")) == finished,
            let report = output.read(folder + "/report.json"),
            (try? object.string("report_sha256")) == SHA256Digest(of: report).hexadecimal,
            let value = try? JSONReader.value(of: report),
            let items = try? JSONObject(value).items("items")
        else { return nil }
        let records = items.compactMap { try? ItemRecord(json: $0.value) }
        let pictures = records.flatMap { [$0.files.mask, $0.files.overlay].compactMap { $0 } }
        let objects = ((try? JSONObject(value).objects("dicom_objects")) ?? [])
            .compactMap { try? $0.string("file") }
        guard records.count == items.count, (pictures + objects).allSatisfy(output.contains)
        else { return nil }
        return records
    }
}
