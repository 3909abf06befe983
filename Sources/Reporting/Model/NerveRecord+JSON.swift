import Anatomy
import Geometry
import JSON
import StudyModel

extension NerveRecord {
    package var json: JSONValue {
        .object([
            "rank": .integer(rank),
            "nerve": .string(name.rawValue),
            "side": .optional(side?.rawValue),
            "level": .optional(level?.rawValue),
            "levels": .strings(levels.map(\.rawValue)),
            "provenance": .string(provenance.rawValue),
            "outline_convention": .string(convention.rawValue),
            "confidence": .decimal(confidence, decimals: Self.confidenceDecimals),
            "scale": scale.json,
            "outline_px": .array(outline.map(Self.json)),
            "quantities": .object(
                QuantityKind.allCases.reduce(into: [:]) { members, kind in
                    members[kind.rawValue] = quantities[kind]?.json(unit: kind.unit) ?? .null
                }),
            "flags": .strings(flags.map(\.rawValue)),
        ])
    }

    package init(json: JSONObject) throws(JSONProblem) {
        let scale = try json.required("scale", json.object("scale"))
        let quantities = try json.required("quantities", json.object("quantities"))
        var read: [QuantityKind: Quantity] = [:]
        for kind in QuantityKind.allCases {
            guard let quantity = try quantities.object(kind.rawValue) else { continue }
            read[kind] = try Quantity(json: quantity)
        }
        self.init(
            rank: try json.required("rank", json.integer("rank")),
            name: try json.required("nerve", json.word("nerve", as: NerveName.self)),
            side: try json.word("side", as: Laterality.self),
            level: try json.word("level", as: GlutealLevel.self),
            provenance: try json.required(
                "provenance", json.word("provenance", as: Provenance.self)),
            convention: try json.required(
                "outline_convention", json.word("outline_convention", as: OutlineConvention.self)),
            confidence: try json.double("confidence"), scale: try ScaleRecord(json: scale),
            outline: try json.numberLists("outline_px", count: 2, as: "[column, row]").map {
                PixelPoint(column: $0[0], row: $0[1])
            }, quantities: read,
            flags: try json.words("flags", as: QualityFlag.self),
            levels: try json.words("levels", as: GlutealLevel.self))
    }

    private static func json(_ vertex: PixelPoint) -> JSONValue {
        .array([
            .decimal(vertex.column, decimals: outlineDecimals),
            .decimal(vertex.row, decimals: outlineDecimals),
        ])
    }
}

extension Quantity {
    fileprivate func json(unit: Unit) -> JSONValue {
        .object([
            "value": .decimal(value, decimals: unit.decimals),
            "low": .decimal(interval?.lowerBound, decimals: unit.decimals),
            "high": .decimal(interval?.upperBound, decimals: unit.decimals),
            "unit": .string(unit.rawValue),
        ])
    }

    fileprivate init(json: JSONObject) throws(JSONProblem) {
        let value = try json.required("value", json.double("value"))
        guard let low = try json.double("low"), let high = try json.double("high") else {
            self.init(value)
            return
        }
        guard low <= high else {
            throw .invalid(field: json.field("low"), found: "\(low)", allowed: "at most high")
        }
        self.init(value, interval: low...high)
    }
}
