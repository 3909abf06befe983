import Geometry
import JSON

extension ScaleRecord {
    package var json: JSONValue {
        .object([
            "spacing_row_mm": .decimal(spacingRowMillimetres, decimals: Self.spacingDecimals),
            "spacing_column_mm": .decimal(
                spacingColumnMillimetres, decimals: Self.spacingDecimals),
            "basis": .optional(basis),
            "relative_uncertainty": .decimal(
                relativeUncertainty, decimals: Self.uncertaintyDecimals),
            "gap": .optional(gap),
            "gap_explanation": .optional(gapExplanation),
        ])
    }

    package init(json: JSONObject) throws(JSONProblem) {
        self.init()
        spacingRowMillimetres = try json.double("spacing_row_mm")
        spacingColumnMillimetres = try json.double("spacing_column_mm")
        basis = try json.string("basis")
        relativeUncertainty = try json.double("relative_uncertainty")
        gap = try json.string("gap")
        gapExplanation = try json.string("gap_explanation")
    }
}

extension RegionScaleRecord {
    package var json: JSONValue {
        let box = box.map { box in
            JSONValue.object([
                "column": .integer(box.column), "row": .integer(box.row),
                "columns": .integer(box.columns), "rows": .integer(box.rows),
            ])
        }
        return .object(["box": box ?? .null, "scale": scale.json])
    }

    package init(json: JSONObject) throws(JSONProblem) {
        var box: PixelBox?
        if let sides = try json.object("box") {
            box = PixelBox(
                column: try sides.required("column", sides.integer("column")),
                row: try sides.required("row", sides.integer("row")),
                columns: try sides.required("columns", sides.integer("columns")),
                rows: try sides.required("rows", sides.integer("rows")))
            guard box != nil else {
                throw .invalid(
                    field: json.field("box"), found: "an empty box", allowed: "at least 1 × 1")
            }
        }
        let scale = try json.required("scale", json.object("scale"))
        self.init(box: box, scale: try ScaleRecord(json: scale))
    }
}
