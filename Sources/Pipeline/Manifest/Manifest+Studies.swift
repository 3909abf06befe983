import Digest
import Ingesting
import JSON
import Reporting
import StudyModel

extension PlannedStudy {
    func json(_ paths: RelativePath) -> JSONValue {
        .object([
            "study": .string(folder),
            "study_instance_uid": .optional(studyInstanceUID),
            "inputs": .array(inputs.map { $0.json(paths) }),
        ])
    }

    init(json: JSONObject, paths: RelativePath) throws(JSONProblem) {
        var inputs: [PlannedInput] = []
        for input in try json.objects("inputs") {
            inputs.append(try PlannedInput(json: input, paths: paths))
        }
        self.init(
            folder: try json.required("study", json.text("study")),
            studyInstanceUID: try json.string("study_instance_uid"), inputs: inputs)
    }
}

extension PlannedInput {
    fileprivate func json(_ paths: RelativePath) -> JSONValue {
        .object([
            "input": .string(item.input),
            "path": .string(paths.relative(item.path)),
            "bytes": .integer(item.byteCount),
            "sha256": .string(content.hexadecimal),
            "sidecar": .optional(item.sidecarPath.map(paths.relative)),
            "sidecar_sha256": .optional(sidecar?.hexadecimal),
            "series_instance_uid": .optional(placement.seriesInstanceUID),
            "sop_instance_uid": .optional(sopInstanceUID),
            "instance": .optional(placement.instanceNumber),
        ])
    }

    fileprivate init(json: JSONObject, paths: RelativePath) throws(JSONProblem) {
        var placement = FramePlacement()
        placement.seriesInstanceUID = try json.string("series_instance_uid")
        placement.instanceNumber = try json.integer("instance")
        self.init(
            item: InputItem(
                input: try json.required("input", json.text("input")),
                path: paths.absolute(try json.required("path", json.text("path"))),
                byteCount: try json.required(
                    "bytes", json.integer("bytes", in: 0...(1 << 50))),
                sidecarPath: try json.string("sidecar").map(paths.absolute)),
            content: try Self.digest("sha256", of: json),
            sidecar: json.value("sidecar_sha256") == nil
                ? nil : try Self.digest("sidecar_sha256", of: json),
            placement: placement, sopInstanceUID: try json.string("sop_instance_uid"))
    }

    private static func digest(
        _ key: String, of json: JSONObject
    ) throws(JSONProblem) -> SHA256Digest {
        let text = try json.required(key, json.text(key))
        guard let digest = SHA256Digest(hexadecimal: text) else {
            throw .invalid(
                field: json.field(key), found: text, allowed: "64 hexadecimal digits")
        }
        return digest
    }
}
