import Anatomy
import JSON

/// Levels that a person states of one MR slice: an entry of `levels` in a seed file.
///
/// `{"input": "series/07.dcm", "levels": ["piriformis"]}`; `frame` is 1 when absent, and an empty list
/// says that the slice carries no level.
enum LevelStatement {
    static func parse(
        _ file: JSONObject
    ) throws(JSONProblem) -> [SeedFile.Target: [GlutealLevel]] {
        var result: [SeedFile.Target: [GlutealLevel]] = [:]
        guard file.value("levels") != nil else { return result }
        for object in try file.objects("levels", allowedKeys: ["frame", "input", "levels"]) {
            let target = try SeedFile.Target(object)
            guard object.value("levels") != nil else {
                throw .missingKey(object.field("levels"))
            }
            let stated = Set(try object.words("levels", as: GlutealLevel.self))
            let levels = GlutealLevel.allCases.filter(stated.contains)
            guard result.updateValue(levels, forKey: target) == nil else {
                throw .invalid(
                    field: object.path,
                    found: "a further entry of \(target.input) frame \(target.number)",
                    allowed: "every slice once")
            }
        }
        return result
    }
}
