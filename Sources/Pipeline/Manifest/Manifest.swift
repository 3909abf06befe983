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

    static func name(of text: String) -> String {
        "manifest-\(SHA256Digest(of: text).short).json"
    }

    /// - Parameter folder: the output folder.
    func json(in folder: URL) -> JSONValue {
        let paths = RelativePath(to: folder)
        return .object([
            "schema_version": .string(Self.schemaVersion),
            "tool": .string(RunRecord.tool),
            "run": run.json,
            "options": options.json(paths),
            "studies": .array(plan.studies.map { $0.json(paths) }),
            "settled": .array(plan.settled.map(\.json)),
        ])
    }

    /// - Throws: `BatchError.manifest` when the file is not one that this version wrote.
    init(path: String, toolVersion: String) throws(BatchError) {
        let file = URL(filePath: path)
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw .manifest("the manifest \(file.lastPathComponent) cannot be read; check the path")
        }
        guard Self.name(of: text) == file.lastPathComponent else {
            throw .manifest(
                "the manifest \(file.lastPathComponent) was changed or renamed: its content has "
                    + "the name \(Self.name(of: text)); plan again")
        }
        do throws(JSONProblem) {
            self = try Self(
                json: JSONObject(parsing: Array(text.utf8)),
                paths: RelativePath(to: file.deletingLastPathComponent()), toolVersion: toolVersion)
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
        json: JSONObject, paths: RelativePath, toolVersion: String
    ) throws(JSONProblem) {
        let version = try json.required("schema_version", json.text("schema_version"))
        guard version == Self.schemaVersion else {
            throw .invalid(field: "schema_version", found: version, allowed: Self.schemaVersion)
        }
        run = try RunRecord(json: json.required("run", json.object("run")))
        options = try PipelineOptions(
            json: json.required("options", json.object("options")), paths: paths,
            toolVersion: toolVersion)
        var plan = WorkPlan()
        for study in try json.objects("studies") {
            plan.studies.append(try PlannedStudy(json: study, paths: paths))
        }
        for item in try json.items("settled") {
            plan.settled.append(try ItemRecord(json: item.value))
        }
        self.plan = plan
    }
}
