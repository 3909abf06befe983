import Anatomy
import JSON
import StudyModel

/// The form of `report.json`, written beside the types that it describes.
enum ReportSchema {
    typealias Parts = SchemaParts

    static let study = Parts.object([
        "schema_version": Parts.schemaVersion,
        "notice": Parts.constant(StudyReport.notice),
        "study": Parts.text,
        "study_instance_uid": Parts.nullable(uid),
        "run": Parts.definition("run"),
        "items": Parts.array(of: Parts.definition("item")),
        "tracks": Parts.array(of: Parts.definition("track")),
        "volumes": Parts.array(of: Parts.definition("volume")),
        "validation": Parts.array(
            of: Parts.object([
                "output": Parts.text, "remark": Parts.text,
                "proven_on": Parts.words(ValidationBasis.allCases.map(\.rawValue)),
            ])),
        "not_assessed": Parts.array(of: Parts.text),
        "dicom_objects": Parts.nullable(Parts.array(of: DICOMObjectRecord.schema)),
    ])

    static let definitions: [String: JSONValue] = [
        "run": run, "item": item, "nerve": nerve, "track": track,
        "volume": VolumeSchema.volume,
        "known_scale": knownScale, "unknown_scale": unknownScale,
        "scale": Parts.either([
            Parts.definition("known_scale"), Parts.definition("unknown_scale"),
        ]),
        "flags": Parts.array(of: Parts.words(QualityFlag.allCases.map(\.rawValue))),
    ]

    static let run = Parts.object([
        "tool": Parts.constant(RunRecord.tool),
        "tool_version": Parts.text,
        "kernel_tier": Parts.words(["reference", "base", "v3", "v4"]),
        "models": Parts.array(
            of: Parts.object([
                "name": Parts.text, "sha256": Parts.sha256, "outline_convention": Parts.text,
            ])),
        "seeds_sha256": Parts.nullable(Parts.sha256),
        "parameters": .object([
            "type": .string("object"), "additionalProperties": Parts.anyText,
        ]),
    ])

    private static let uid = Parts.pattern("^[0-9.]{1,64}$")

    /// Measured items carry nerves and no reason, all others the reverse.
    private static var item: JSONValue {
        guard case .object(var members) = Parts.object(itemMembers) else { return .null }
        let isMeasured = JSONValue.object([
            "properties": .object(["status": Parts.constant(ItemStatus.measured.rawValue)])
        ])
        members["if"] = isMeasured
        members["then"] = .object([
            "properties": .object([
                "nerves": .object(["minItems": .integer(1)]), "reason": Parts.null,
            ])
        ])
        members["else"] = .object([
            "properties": .object([
                "nerves": .object(["maxItems": .integer(0)]),
                "reason": .object(["type": .string("object")]),
            ])
        ])
        return .object(members)
    }

    private static let itemMembers: [String: JSONValue] = [
        "item": Parts.text,
        "input": Parts.text,
        "study": Parts.nullable(Parts.text),
        "series": Parts.nullable(Parts.text),
        "instance": Parts.nullable(.object(["type": .string("integer")])),
        "frame": Parts.nullable(Parts.integer(from: 1)),
        "series_position": Parts.integer(from: 0),
        "sop_instance_uid": Parts.nullable(uid),
        "modality": Parts.nullable(Parts.words(["US", "MR"])),
        "status": Parts.words(ItemStatus.allCases.map(\.rawValue)),
        "reason": Parts.nullable(reason),
        "mask": Parts.nullable(Parts.text),
        "overlay": Parts.nullable(Parts.text),
        "volume_page": Parts.nullable(Parts.text),
        "covariates": covariates,
        "columns": Parts.nullable(Parts.integer(from: 1)),
        "rows": Parts.nullable(Parts.integer(from: 1)),
        "scale": Parts.array(
            of: Parts.object([
                "box": Parts.nullable(box), "scale": Parts.definition("scale"),
            ])),
        "flags": Parts.definition("flags"),
        "cine": Parts.nullable(CinePlace.schema),
        "nerves": Parts.array(of: Parts.definition("nerve")),
        "dicom_gap": Parts.nullable(reason),
        "series_pictures": Parts.nullable(SeriesPictures.schema),
    ]

    private static let reason = Parts.object(["code": Parts.text, "explanation": Parts.text])

    private static let box = Parts.object([
        "column": Parts.integer(from: 0), "row": Parts.integer(from: 0),
        "columns": Parts.integer(from: 1), "rows": Parts.integer(from: 1),
    ])

    private static let covariates = Parts.object([
        "manufacturer": Parts.nullable(Parts.anyText),
        "model": Parts.nullable(Parts.anyText),
        "probe": Parts.nullable(Parts.anyText),
        "position": Parts.nullable(Parts.anyText),
        "side": Parts.nullable(Parts.words(Laterality.allCases.map(\.rawValue))),
        "level": Parts.nullable(Parts.words(GlutealLevel.allCases.map(\.rawValue))),
        "sequence": Parts.nullable(Parts.words(MRSequenceKind.allCases.map(\.rawValue))),
        "transducer_frequency_mhz": Parts.nullable(Parts.number),
        "frame_time_ms": Parts.nullable(Parts.number),
    ])

    private static let knownScale = Parts.object([
        "spacing_row_mm": Parts.positive, "spacing_column_mm": Parts.positive,
        "basis": Parts.text, "relative_uncertainty": Parts.fraction,
        "gap": Parts.null, "gap_explanation": Parts.null,
    ])

    private static let unknownScale = Parts.object([
        "spacing_row_mm": Parts.null, "spacing_column_mm": Parts.null,
        "basis": Parts.null, "relative_uncertainty": Parts.null,
        "gap": Parts.text, "gap_explanation": Parts.text,
    ])

    private static let nerve = Parts.object([
        "rank": Parts.integer(from: 1),
        "nerve": Parts.words(NerveName.allCases.map(\.rawValue)),
        "side": Parts.nullable(Parts.words(Laterality.allCases.map(\.rawValue))),
        "level": Parts.nullable(Parts.words(GlutealLevel.allCases.map(\.rawValue))),
        "levels": Parts.array(of: Parts.words(GlutealLevel.allCases.map(\.rawValue))),
        "provenance": Parts.words(["automatic", "seeded", "edited"]),
        "outline_convention": Parts.words([
            "outerBorderWithEchogenicRim", "outerEpineurium", "operatorDrawn",
        ]),
        "confidence": Parts.nullable(Parts.fraction),
        "scale": Parts.definition("scale"),
        "outline_px": .object([
            "type": .string("array"), "minItems": .integer(3),
            "items": .object([
                "type": .string("array"), "minItems": .integer(2), "maxItems": .integer(2),
                "items": Parts.number,
            ]),
        ]),
        "quantities": Parts.object(
            QuantityKind.allCases.reduce(into: [:]) { members, kind in
                members[kind.rawValue] = Parts.nullable(quantity(in: kind.unit))
            }),
        "flags": Parts.definition("flags"),
    ])

    private static func quantity(in unit: Unit) -> JSONValue {
        Parts.object([
            "value": Parts.number, "low": Parts.nullable(Parts.number),
            "high": Parts.nullable(Parts.number), "unit": Parts.constant(unit.rawValue),
        ])
    }

    private static let track = Parts.object([
        "series": Parts.text,
        "rank": Parts.integer(from: 1),
        "length_unit": Parts.words(["mm", "{pixels}"]),
        "displacement_relative_to": Parts.words(["probe", "bone"]),
        "plot": Parts.nullable(Parts.text),
        "points": Parts.array(
            of: Parts.object([
                "frame": Parts.integer(from: 1),
                "time_ms": Parts.nullable(Parts.number),
                "gap": Parts.boolean,
                "area": Parts.nullable(Parts.number),
                "flattening_ratio": Parts.nullable(Parts.number),
                "displacement_columns": Parts.nullable(Parts.number),
                "displacement_rows": Parts.nullable(Parts.number),
            ])),
    ])
}
