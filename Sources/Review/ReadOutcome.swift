import JSON
import Reporting
import StudyModel

/// What the program made of a frame as the reader left it: enough to compare readers without the
/// pictures.
struct ReadOutcome: Sendable {
    /// As the file has them.
    let members: [String: JSONValue]

    private static let keys = [
        "columns", "nerves", "pixel_spacing_mm", "reason", "rows", "status",
    ]

    /// What a file kept; `nil` when it kept nothing.
    init?(keptIn object: JSONObject) {
        guard object.value("status") != nil else { return nil }
        members = Self.keys.reduce(into: [:]) { $0[$1] = object.value($1) ?? .null }
    }

    init(_ record: ItemRecord) {
        members = [
            "status": .string(record.status.rawValue),
            "reason": .optional(record.reason?.code),
            "columns": .optional(record.columns),
            "rows": .optional(record.rows),
            "pixel_spacing_mm": Self.spacing(record),
            "nerves": .array(record.nerves.map(Self.json)),
        ]
    }

    /// Where the first nerve lies.
    private static func spacing(_ record: ItemRecord) -> JSONValue {
        guard let scale = record.nerves.first?.scale ?? record.scale.first?.scale,
            let rows = scale.spacingRowMillimetres, let columns = scale.spacingColumnMillimetres
        else { return .null }
        return .array(
            [rows, columns].map { .decimal($0, decimals: ScaleRecord.spacingDecimals) })
    }

    private static func json(_ nerve: NerveRecord) -> JSONValue {
        .object([
            "rank": .integer(nerve.rank),
            "provenance": .string(nerve.provenance.rawValue),
            "side": .optional(nerve.side?.rawValue),
            "level": .optional(nerve.level?.rawValue),
            "csa_mm2": quantity(.crossSectionalArea, nerve),
            "area_px": quantity(.areaInPixels, nerve),
            "outline_px": .array(
                nerve.outline.map { vertex in
                    .array([
                        .decimal(vertex.column, decimals: NerveRecord.outlineDecimals),
                        .decimal(vertex.row, decimals: NerveRecord.outlineDecimals),
                    ])
                }),
        ])
    }

    private static func quantity(_ kind: QuantityKind, _ nerve: NerveRecord) -> JSONValue {
        .decimal(nerve.quantities[kind]?.value, decimals: kind.unit.decimals)
    }
}
