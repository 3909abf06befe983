import Digest
import JSON
import Reporting

/// `<study>/status.json`: written last, so that a study without it is worked again.
enum FinishedStudy {
    static let statusName = "status.json"

    /// - Parameter report: the text of the study's report.json.
    static func write(
        _ folder: String, _ fingerprint: String, report: String, in output: OutputFolder
    ) throws(WriteError) {
        let status = JSONValue.object([
            "status": .string("finished"), "fingerprint": .string(fingerprint),
            "report_sha256": .string(SHA256Digest(of: report).hexadecimal),
        ])
        try output.write(status.text, to: folder + "/" + statusName)
    }

    /// The records of a study that was finished from the same inputs, parameters, model and seeds;
    /// `nil` when it was not, or when its files are no longer those that were written.
    static func records(
        of folder: String, _ fingerprint: String, in output: OutputFolder
    ) -> [ItemRecord]? {
        guard let text = output.read(folder + "/" + statusName),
            let status = try? JSONReader.value(of: text),
            let object = try? JSONObject(status),
            (try? object.string("fingerprint")) == fingerprint,
            let report = output.read(folder + "/report.json"),
            (try? object.string("report_sha256")) == SHA256Digest(of: report).hexadecimal,
            let value = try? JSONReader.value(of: report),
            let items = try? JSONObject(value).items("items")
        else { return nil }
        let records = items.compactMap { try? ItemRecord(json: $0.value) }
        let pictures = records.flatMap { [$0.files.mask, $0.files.overlay].compactMap { $0 } }
        guard records.count == items.count, pictures.allSatisfy(output.contains) else { return nil }
        return records
    }
}
