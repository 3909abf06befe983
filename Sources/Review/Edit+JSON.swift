import Anatomy
import Geometry
import Ingesting
import JSON
import StudyModel

extension Edit {
    private static let kinds = [
        "automatic", "comment", "level", "no_nerve", "outline", "propagate", "redo", "remove",
        "ruler", "search", "side", "spacing", "undo", "verdict",
    ]

    /// `{"kind": "search", "point": {"column": 3.5, "row": 8}, "adds": true}` and so on: `kind` names
    /// the edit, the other members are its own; seeds are stated as in a seed file.
    package init(json: JSONObject) throws(JSONProblem) {
        let kind = try json.required("kind", json.text("kind"))
        switch kind {
        case "search":
            self = .search(try Self.seed(json), adds: json.value("adds") == .boolean(true))
        case "outline":
            self = .outline(try json.outline("outline"), replacing: try json.integer("rank"))
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

    private static func seed(_ json: JSONObject) throws(JSONProblem) -> Seed {
        switch try json.seed {
        case .point(let point): return .point(point)
        case .box(let box): return .box(box)
        default:
            throw .invalid(
                field: json.field("kind"), found: "a search for something else",
                allowed: "a search for a point or a box")
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
