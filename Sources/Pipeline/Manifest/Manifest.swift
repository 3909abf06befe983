import Anatomy
import Digest
import Foundation
import Ingesting
import JSON
import Reporting
import StudyModel

/// Everything that a run does, frozen: options, model and kernels, and every input with its digest.
///
/// A manifest lies in the output folder of its run and is never changed: its name holds the first
/// 12 hexadecimal digits of the SHA-256 of its text. Paths in it are relative to that folder, so
/// that the same plan has the same bytes wherever data and results are mounted together.
struct Manifest: Sendable {
    let run: RunRecord
    let options: PipelineOptions
    let plan: WorkPlan

    static let schemaVersion = "1.0"

    private static func name(of digest: SHA256Digest) -> String {
        "manifest-\(digest.short).json"
    }

    /// - Returns: its name in the output folder.
    func write(to output: OutputFolder) throws(WriteError) -> String {
        let file = try output.open("manifest")
        var digest: SHA256Hasher? = SHA256Hasher()
        var stream = JSONObjectStream { piece throws(WriteError) in
            let bytes = Array(piece.utf8)
            digest?.update(bytes)
            try file.append(bytes)
        }
        let paths = RelativePath(to: output.root)
        try stream.member("options", options.json(paths))
        try stream.member("run", run.json)
        try stream.member("schema_version", .string(Self.schemaVersion))
        try stream.list("settled", of: plan.settled, json: \.json)
        try stream.list("studies", of: plan.studies) { $0.json(paths) }
        try stream.member("tool", .string(RunRecord.tool))
        try stream.finish()
        guard let digest = digest.take()?.finish() else { preconditionFailure("digested once") }
        let name = Self.name(of: digest)
        try file.publish(as: name, isSynced: true)
        return name
    }

    /// - Throws: `BatchError.manifest` when the file is not one that this version wrote.
    init(path: String, toolVersion: String) throws(BatchError) {
        let file = URL(filePath: path)
        guard let bytes = try? [UInt8](Data(contentsOf: file)) else {
            throw .manifest("the manifest \(file.lastPathComponent) cannot be read; check the path")
        }
        let name = Self.name(of: SHA256Digest(of: bytes))
        guard name == file.lastPathComponent else {
            throw .manifest(
                "the manifest \(file.lastPathComponent) was changed or renamed: its content has "
                    + "the name \(name); plan again")
        }
        do throws(JSONProblem) {
            self = try Self(
                parsing: bytes, paths: RelativePath(to: file.deletingLastPathComponent()),
                toolVersion: toolVersion)
        } catch {
            throw .manifest("the manifest \(file.lastPathComponent) \(error.message)")
        }
    }

    init(run: RunRecord, options: PipelineOptions, plan: WorkPlan) {
        self.run = run
        self.options = options
        self.plan = plan
    }

    private init(
        parsing bytes: [UInt8], paths: RelativePath, toolVersion: String
    ) throws(JSONProblem) {
        var reading = PlanReading(paths: paths)
        let json = try JSONReader.object(of: bytes, streaming: PlanReading.lists) {
            reading.take($0, $1, $2)
        }
        let version = try json.required("schema_version", json.text("schema_version"))
        guard version == Self.schemaVersion else {
            throw .invalid(field: "schema_version", found: version, allowed: Self.schemaVersion)
        }
        run = try RunRecord(json: json.required("run", json.object("run")))
        options = try PipelineOptions(
            json: json.required("options", json.object("options")), paths: paths,
            toolVersion: toolVersion)
        plan = try reading.plan.get()
    }
}

/// Takes the long lists of a manifest item by item.
private struct PlanReading {
    static let lists: Set = ["studies", "settled"]

    let paths: RelativePath
    private(set) var plan: Result<WorkPlan, JSONProblem> = .success(WorkPlan())

    init(paths: RelativePath) { self.paths = paths }

    /// The first problem stays.
    mutating func take(_ list: String, _ index: Int, _ value: JSONValue) {
        guard case .success(var plan) = plan else { return }
        self.plan = .success(WorkPlan())
        self.plan = Result { () throws(JSONProblem) in
            if list == "studies" {
                let json = try JSONObject(value, path: "\(list)[\(index)]")
                plan.studies.append(try PlannedStudy(json: json, paths: paths))
            } else {
                plan.settled.append(try ItemRecord(json: value))
            }
            return plan
        }
    }
}
