import Anatomy
import JSON
import StudyModel

extension PipelineOptions {
    /// Without `jobs`, which changes no result. Kernels are the tier that was chosen.
    func json(_ paths: RelativePath) -> JSONValue {
        .object([
            "spacing_mm": operatorSpacing.map {
                // Shortest text that reads back as the same number.
                .strings(["\($0.betweenRows)", "\($0.betweenColumns)"])
            } ?? .null,
            "nerve": .string(nerve == .sciatic ? "sciatic" : "any"),
            "kernels": .string(kernels),
            "seeds": .optional(seedFile.map(paths.relative)),
            "model": .optional(modelFile.map(paths.relative)),
            "dicom": .boolean(writesDICOM),
            "mr": .boolean(measuresMR),
            "deidentify": .optional(keyFile.map(paths.relative)),
        ])
    }

    init(json: JSONObject, paths: RelativePath, toolVersion: String) throws(JSONProblem) {
        self.init(toolVersion: toolVersion)
        nerve = try json.string("nerve") == "sciatic" ? .sciatic : .unspecified
        kernels = try json.required("kernels", json.text("kernels"))
        seedFile = try json.string("seeds").map(paths.absolute)
        modelFile = try json.string("model").map(paths.absolute)
        keyFile = try json.string("deidentify").map(paths.absolute)
        measuresMR = json.value("mr") == .boolean(true)
        writesDICOM = json.value("dicom") == .boolean(true)
        guard json.value("spacing_mm") != nil else { return }
        let spacing = try json.items("spacing_mm").compactMap { item -> Double? in
            guard case .string(let text) = item.value else { return nil }
            return Double(text)
        }
        guard spacing.count == 2 else {
            throw .invalid(field: "options.spacing_mm", found: "no pair", allowed: "two numbers")
        }
        operatorSpacing = StatedSpacing(betweenRows: spacing[0], betweenColumns: spacing[1])
    }
}
