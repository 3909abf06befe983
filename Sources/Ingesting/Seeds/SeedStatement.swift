import Geometry

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

    static func parse(
        _ bytes: [UInt8]
    ) throws(JSONProblem) -> [SeedFile.Target: [SeedStatement]] {
        let file = try JSONObject(parsing: bytes, allowedKeys: ["schema_version", "seeds"])
        let version = try file.required("schema_version", file.text("schema_version"))
        guard version.hasPrefix("1.") else {
            throw .invalid(field: "schema_version", found: "\"\(version)\"", allowed: "1.0")
        }
        guard case .list(let entries) = try file.required("seeds", file.members["seeds"]) else {
            throw .invalid(field: "seeds", found: "something else", allowed: "a list")
        }
        var result: [SeedFile.Target: [SeedStatement]] = [:]
        for (index, entry) in entries.enumerated() {
            let path = "seeds[\(index)]"
            let object = try JSONObject(
                entry, path: path, allowedKeys: ["frame", "input"] + kinds)
            let target = try self.target(of: object)
            let statement = try SeedStatement(object)
            result[target, default: []].append(statement)
            let all = result[target] ?? []
            guard all.count == 1 || !all.contains(where: \.standsAlone) else {
                throw .invalid(
                    field: path, found: "a further seed of \(target.input) frame \(target.number)",
                    allowed: "a mask or no_nerve alone")
            }
        }
        return result
    }

    private static func target(of object: JSONObject) throws(JSONProblem) -> SeedFile.Target {
        let input = try object.required("input", object.text("input"))
        let number = try object.integer("frame") ?? 1
        guard number >= 1 else {
            throw .invalid(
                field: object.field("frame"), found: "\(number)", allowed: "1 or greater")
        }
        return SeedFile.Target(input: input, number: number)
    }

    private init(_ object: JSONObject) throws(JSONProblem) {
        let stated = Self.kinds.filter { object.members[$0] != nil }
        guard let kind = stated.first, stated.count == 1 else {
            let found = stated.isEmpty ? "no seed" : stated.joined(separator: " and ")
            let allowed = "exactly one of \(Self.kinds.joined(separator: ", "))"
            throw .invalid(field: object.path, found: found, allowed: allowed)
        }
        switch kind {
        case "point": self = .point(try Self.point(object))
        case "box": self = .box(try Self.box(object))
        case "outline": self = .outline(try Self.outline(object))
        case "mask": self = .mask(try object.required("mask", object.text("mask")))
        default:
            guard object.members[kind] == .flag(true) else {
                let found = object.members[kind]?.summary ?? ""
                throw .invalid(field: object.field(kind), found: found, allowed: "true")
            }
            self = .noNerve
        }
    }
}

extension SeedStatement {
    private static func point(_ object: JSONObject) throws(JSONProblem) -> PixelPoint {
        let point = try JSONObject(
            object.members["point"] ?? .null, path: object.field("point"),
            allowedKeys: ["column", "row"])
        return PixelPoint(
            column: try point.required("column", point.number("column")),
            row: try point.required("row", point.number("row")))
    }

    private static func box(_ object: JSONObject) throws(JSONProblem) -> PixelBox {
        let value = object.members["box"] ?? .null
        let keys = ["column", "columns", "row", "rows"]
        let box = try JSONObject(value, path: object.field("box"), allowedKeys: keys)
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

    private static func outline(_ object: JSONObject) throws(JSONProblem) -> Outline {
        let field = object.field("outline")
        let value = object.members["outline"] ?? .null
        guard case .list(let items) = value else {
            throw .invalid(field: field, found: value.summary, allowed: "[[column, row], …]")
        }
        var vertices: [PixelPoint] = []
        for (index, item) in items.enumerated() {
            guard let pair = item.numbers, pair.count == 2 else {
                let vertex = "\(field)[\(index)]"
                throw .invalid(field: vertex, found: item.summary, allowed: "[column, row]")
            }
            vertices.append(PixelPoint(column: pair[0], row: pair[1]))
        }
        do throws(OutlineError) {
            return try Outline(closing: vertices)
        } catch {
            let found = "an outline that \(error.message)"
            throw .invalid(field: field, found: found, allowed: "a closed outline")
        }
    }
}
