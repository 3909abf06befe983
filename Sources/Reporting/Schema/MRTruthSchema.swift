import Anatomy
import JSON

/// The form of `truth/NAME.json` beside a simulated MR series. Places are left, posterior, superior in
/// mm, outlines columns and rows in pixels.
enum MRTruthSchema {
    private typealias Parts = SchemaParts

    static let document = Parts.object([
        "schema_version": Parts.schemaVersion, "kind": Parts.constant("mr phantom"),
        "series": Parts.text, "masks": Parts.nullable(Parts.text),
        "geometry": geometry,
        "labels": .object([
            "type": .string("object"), "additionalProperties": Parts.integer(from: 0),
        ]),
        "parameters": parameters, "slices": Parts.array(of: slice),
        "summary": Parts.array(of: summary),
    ])

    private static let geometry = Parts.object([
        "columns": Parts.integer(from: 1), "rows": Parts.integer(from: 1),
        "slices": Parts.integer(from: 1), "pixel_spacing_mm": Parts.positive,
        "slice_thickness_mm": Parts.positive, "slice_distance_mm": Parts.positive,
        "along_row": triple, "along_column": triple, "normal": triple,
    ])

    private static let parameters = Parts.object([
        "seed": Parts.pattern("^[0-9]+$"), "acquisition": acquisition,
        "range": Parts.words(["clinical", "training", "unseen"]),
        "variant_left": variant, "variant_right": variant,
        "pathology": pathology, "severity": Parts.fraction, "affected": side,
        "nerve_area_mm2": Parts.nullable(Parts.positive), "nerve_asymmetry": Parts.number,
        "hip_rotation_degrees": Parts.nullable(Parts.number),
    ])

    private static let acquisition = Parts.object([
        "sequence": Parts.words(["t2", "t2-fs", "stir", "dixon-water", "t1", "3d"]),
        "repetition_ms": Parts.positive, "echo_ms": Parts.positive,
        "inversion_ms": Parts.nullable(Parts.positive),
        "columns": Parts.integer(from: 1), "rows": Parts.integer(from: 1),
        "slices": Parts.integer(from: 1), "spacing_mm": Parts.positive,
        "thickness_mm": Parts.positive, "gap_mm": notNegative,
        "obliquity_degrees": Parts.number, "centre_mm": triple,
        "noise": notNegative, "shading": Parts.fraction, "ghosting": Parts.fraction,
        "residual_fat": Parts.fraction, "contrast_spread": Parts.fraction,
        "blur": Parts.fraction,
    ])

    private static let slice = Parts.object([
        "number": Parts.integer(from: 1), "origin_mm": triple, "position_mm": Parts.number,
        "nerves": Parts.array(of: nerve), "sides": Parts.array(of: sides),
        "levels": Parts.array(
            of: Parts.object([
                "side": side, "level": Parts.words(GlutealLevel.allCases.map(\.rawValue)),
                "evidence_mm2": Parts.positive,
            ])),
        "spaces": Parts.array(
            of: Parts.object([
                "side": side, "space": Parts.words(["ischiofemoral", "quadratus_femoris"]),
                "distance_mm": notNegative, "from_mm": triple, "to_mm": triple,
            ])),
    ])

    private static let nerve = Parts.object([
        "side": side, "part": Parts.words(["whole", "tibial", "peroneal"]),
        "centre_mm": triple, "direction": triple,
        "csa_mm2": Parts.positive, "perpendicular_csa_mm2": Parts.positive,
        "whole_in_picture": Parts.boolean,
        "outline_px": Parts.array(of: Parts.list(of: Parts.number, count: 2)),
    ])

    private static let sides = Parts.object([
        "side": side, "nerve_signal": Parts.nullable(notNegative),
        "gluteus_maximus_signal": Parts.nullable(notNegative),
        "piriformis_thickness_mm": Parts.nullable(Parts.positive),
        "piriformis_area_mm2": notNegative,
    ])

    private static let summary = Parts.object([
        "side": side, "variant": variant, "pathology": pathology, "severity": Parts.fraction,
        "ischiofemoral_space_mm": Parts.nullable(notNegative),
        "quadratus_femoris_space_mm": Parts.nullable(notNegative),
        "piriformis_thickness_mm": Parts.nullable(Parts.positive),
        "piriformis_largest_area_mm2": notNegative, "piriformis_volume_mm3": notNegative,
    ])

    private static let side = Parts.words(Laterality.allCases.map(\.rawValue))
    private static let variant = Parts.words(["a", "b", "c", "d", "e", "f"])
    private static let pathology = Parts.words([
        "none", "piriformis-hypertrophy", "entrapment", "ischiofemoral", "hamstring",
        "diffuse-neuropathy",
    ])
    private static let notNegative = JSONValue.object([
        "type": .string("number"), "minimum": .integer(0),
    ])
    private static let triple = Parts.list(of: Parts.number, count: 3)
}
