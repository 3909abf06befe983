import Anatomy
import Geometry
import JSON
import StudyModel

extension Edit {
    private static let kinds = [
        "automatic", "box", "comment", "level", "no_nerve", "outline", "point", "propagate",
        "redo", "remove", "ruler", "side", "spacing", "undo", "verdict",
    ]

    /// `{"kind": "point", "column": 3.5, "row": 8, "adds": true}` and so on: `kind` names the edit,
    /// the other members are its own.
    package init(json: JSONObject) throws(JSONProblem) {
        let kind = try json.required("kind", json.text("kind"))
        switch kind {
        case "point": self = .search(.point(try Self.point(json)), adds: Self.adds(json))
        case "box": self = .search(.box(try Self.box(json)), adds: Self.adds(json))
        case "outline":
            self = .outline(try Self.outline(json), replacing: try json.integer("rank"))
        case "remove": self = .remove(rank: try json.required("rank", json.integer("rank")))
        case "no_nerve": self = .noNerve
        case "automatic": self = .automatic
        case "propagate":
            self = .propagate(from: try json.required("from", json.integer("from")))
        case "verdict": self = .verdict(try json.word("value"))
        case "comment": self = .comment(try json.string("value") ?? "")
        case "side": self = .side(try json.word("value"))
        case "level": self = .level(try json.word("value"))
        case "spacing":
            self = .spacing(
                try json.numbers("value", count: 2).map {
                    StatedSpacing(betweenRows: $0[0], betweenColumns: $0[1])
                })
        case "ruler": self = try Self.ruler(json)
        case "undo": self = .undo
        case "redo": self = .redo
        default:
            throw json.unusable("kind", .string(kind), Self.kinds.joined(separator: ", "))
        }
    }

    private static func adds(_ json: JSONObject) -> Bool { json.value("adds") == .boolean(true) }

    private static func point(_ json: JSONObject) throws(JSONProblem) -> PixelPoint {
        PixelPoint(
            column: try json.required("column", json.double("column")),
            row: try json.required("row", json.double("row")))
    }

    private static func box(_ json: JSONObject) throws(JSONProblem) -> PixelBox {
        let columns = try json.required("columns", json.integer("columns"))
        let rows = try json.required("rows", json.integer("rows"))
        guard
            let box = PixelBox(
                column: try json.required("column", json.integer("column")),
                row: try json.required("row", json.integer("row")), columns: columns, rows: rows)
        else {
            throw .invalid(
                field: json.field("columns"), found: "\(columns) × \(rows)",
                allowed: "at least 1 × 1")
        }
        return box
    }

    private static func outline(_ json: JSONObject) throws(JSONProblem) -> Outline {
        let vertices = try json.numberLists("vertices", count: 2, as: "[column, row]")
        do throws(OutlineError) {
            return try Outline(closing: vertices.map { PixelPoint(column: $0[0], row: $0[1]) })
        } catch {
            throw .invalid(
                field: json.field("vertices"), found: "an outline that \(error.message)",
                allowed: "a closed outline")
        }
    }

    private static func ruler(_ json: JSONObject) throws(JSONProblem) -> Edit {
        let ends = try json.numberLists("ends", count: 2, as: "[column, row]")
        let length = try json.required("millimetres", json.double("millimetres"))
        guard ends.count == 2 else {
            throw .invalid(
                field: json.field("ends"), found: "\(ends.count) points", allowed: "two")
        }
        return .ruler(
            PixelPoint(column: ends[0][0], row: ends[0][1]),
            PixelPoint(column: ends[1][0], row: ends[1][1]), millimetres: length)
    }
}
