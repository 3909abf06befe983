import Geometry
import JSON
import StudyModel

extension SeedFile.Target {
    /// `input`, and `frame` where it is not 1.
    init(_ object: JSONObject) throws(JSONProblem) {
        self.init(
            input: try object.required("input", object.text("input")),
            number: try object.integer("frame", in: 1...(1 << 31)) ?? 1)
    }
}

extension JSONObject {
    /// A closed outline, [[column, row], …].
    package func outline(_ key: String) throws(JSONProblem) -> Outline {
        let vertices = try numberLists(key, count: 2, as: "[column, row]")
        do throws(OutlineError) {
            return try Outline(closing: vertices.map { PixelPoint(column: $0[0], row: $0[1]) })
        } catch {
            throw .invalid(
                field: field(key), found: "an outline that \(error.message)",
                allowed: "a closed outline")
        }
    }

    /// The one seed that this states, as an entry of a seed file does; `nil` for a mask.
    package var seed: Seed? {
        get throws(JSONProblem) { try SeedStatement(self).seedWithoutMask }
    }
}
