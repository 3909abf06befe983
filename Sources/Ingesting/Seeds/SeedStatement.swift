import Geometry
import JSON
import StudyModel

/// One entry of a seed file, not yet compared with its frame.
enum SeedStatement: Hashable, Sendable {
    case point(PixelPoint)
    case box(PixelBox)
    case outline(Outline)
    /// A path relative to the seed file.
    case mask(String)
    case noNerve

    static let kinds = ["box", "mask", "no_nerve", "outline", "point"]

    private var standsAlone: Bool {
        switch self {
        case .mask, .noNerve: true
        case .point, .box, .outline: false
        }
    }

    /// `nil` for a mask, which is a file of its own.
    var seedWithoutMask: Seed? {
        switch self {
        case .point(let point): .point(point)
        case .box(let box): .box(box)
        case .outline(let outline): .outline(outline)
        case .mask: nil
        case .noNerve: .noNerve
        }
    }

    static func parse(
        _ file: JSONObject
    ) throws(JSONProblem) -> [SeedFile.Target: [SeedStatement]] {
        let version = try file.required("schema_version", file.text("schema_version"))
        guard version.hasPrefix("1.") else {
            throw .invalid(field: "schema_version", found: "\"\(version)\"", allowed: "1.0")
        }
        var result: [SeedFile.Target: [SeedStatement]] = [:]
        for object in try file.objects("seeds", allowedKeys: ["frame", "input"] + kinds) {
            let target = try SeedFile.Target(object)
            let statement = try SeedStatement(object)
            guard result[target]?.contains(statement) != true else {
                throw .invalid(
                    field: object.path,
                    found: "an earlier seed of \(target.input) frame \(target.number) again",
                    allowed: "every seed once")
            }
            result[target, default: []].append(statement)
            let all = result[target] ?? []
            guard all.count == 1 || !all.contains(where: \.standsAlone) else {
                throw .invalid(
                    field: object.path,
                    found: "a further seed of \(target.input) frame \(target.number)",
                    allowed: "a mask or no_nerve alone")
            }
        }
        return result
    }

    init(_ object: JSONObject) throws(JSONProblem) {
        let stated = Self.kinds.filter { object.value($0) != nil }
        guard let kind = stated.first, stated.count == 1 else {
            let found = stated.isEmpty ? "no seed" : stated.joined(separator: " and ")
            let allowed = "exactly one of \(Self.kinds.joined(separator: ", "))"
            throw .invalid(field: object.path, found: found, allowed: allowed)
        }
        switch kind {
        case "point": self = .point(try Self.point(object))
        case "box": self = .box(try Self.box(object))
        case "outline": self = .outline(try object.outline("outline"))
        case "mask": self = .mask(try object.required("mask", object.text("mask")))
        default:
            let value = object.value(kind) ?? .null
            guard value == .boolean(true) else { throw object.unusable(kind, value, "true") }
            self = .noNerve
        }
    }
}

extension SeedStatement {
    private static func point(_ object: JSONObject) throws(JSONProblem) -> PixelPoint {
        let point = try object.required(
            "point", object.object("point", allowedKeys: ["column", "row"]))
        return PixelPoint(
            column: try point.required("column", point.double("column")),
            row: try point.required("row", point.double("row")))
    }

    private static func box(_ object: JSONObject) throws(JSONProblem) -> PixelBox {
        let keys = ["column", "columns", "row", "rows"]
        let box = try object.required("box", object.object("box", allowedKeys: keys))
        var numbers: [Int] = []
        for key in keys { numbers.append(try box.required(key, box.integer(key))) }
        guard
            let result = PixelBox(
                column: numbers[0], row: numbers[2], columns: numbers[1], rows: numbers[3])
        else {
            let found = "\(numbers[1]) columns × \(numbers[3]) rows"
            throw .invalid(field: box.path, found: found, allowed: "at least 1 × 1")
        }
        return result
    }
}
