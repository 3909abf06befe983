import Anatomy
import Geometry
import JSON
import Phantoms

/// The truth of a simulated MR series as a JSON document: places in the patient in mm (left,
/// posterior, superior), outlines in pixels (`[column, row]`), areas in mm².
struct MRTruthDocument {
    let phantom: MRPhantom
    let slices: [MRSliceTruth]
    /// Folder of the series, relative to the truth's folder.
    let series: String

    func json() -> String {
        JSONValue.object([
            "schema_version": .string("1.0"),
            "kind": .string("mr phantom"),
            "series": .string(series),
            "labels": labels,
            "parameters": Self.parameters(of: phantom.parameters),
            "slices": .array(slices.map(slice)),
            "summary": MRTruthSummary(phantom: phantom, slices: slices).json,
        ]).text
    }

    private var labels: JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: AnatomicalLabel.allCases.map {
                    ($0.name, .integer(Int($0.rawValue)))
                }))
    }

    static func parameters(of parameters: MRPhantomParameters) -> JSONValue {
        .object([
            "seed": .string(String(parameters.seed)),
            "acquisition": acquisition(parameters.acquisition),
            "variant_left": .string((parameters.variant[.left] ?? .a).rawValue),
            "variant_right": .string((parameters.variant[.right] ?? .a).rawValue),
            "pathology": .string(parameters.pathology.rawValue),
            "severity": .decimal(parameters.severity, decimals: 4),
            "affected": .string(parameters.affected.rawValue),
            "nerve_area_mm2": parameters.nerveArea.map { .decimal($0, decimals: 4) } ?? .null,
            "hip_rotation_degrees": parameters.hipRotation.map { .decimal($0, decimals: 4) }
                ?? .null,
        ])
    }

    private static func acquisition(_ a: MRAcquisition) -> JSONValue {
        .object([
            "sequence": .string(a.sequence.rawValue),
            "repetition_ms": .decimal(a.timing.repetition, decimals: 3),
            "echo_ms": .decimal(a.timing.echo, decimals: 3),
            "inversion_ms": a.timing.inversion.map { .decimal($0, decimals: 3) } ?? .null,
            "columns": .integer(a.columns),
            "rows": .integer(a.rows),
            "spacing_mm": .decimal(a.spacing, decimals: 6),
            "thickness_mm": .decimal(a.thickness, decimals: 6),
            "gap_mm": .decimal(a.gap, decimals: 6),
            "slices": .integer(a.slices),
            "obliquity_degrees": .decimal(a.obliquity, decimals: 6),
            "centre_mm": triple(
                PatientPoint(left: a.centre.x, posterior: a.centre.y, superior: a.centre.z)),
            "noise": .decimal(a.noise, decimals: 4),
            "shading": .decimal(a.shading, decimals: 4),
            "ghosting": .decimal(a.ghosting, decimals: 4),
            "residual_fat": .decimal(a.residualFat, decimals: 4),
        ])
    }

    private func slice(_ truth: MRSliceTruth) -> JSONValue {
        .object([
            "number": .integer(truth.index + 1),
            "nerves": .array(truth.nerves.map(nerve)),
            "levels": .array(truth.levels.map(level)),
            "spaces": .array(truth.spaces.map(space)),
            "nerve_signal": truth.nerveSignal.map { .decimal($0, decimals: 3) } ?? .null,
            "gluteus_maximus_signal": truth.muscleSignal.map { .decimal($0, decimals: 3) } ?? .null,
        ])
    }

    private func nerve(_ truth: MRNerveTruth) -> JSONValue {
        .object([
            "side": .string(truth.side.rawValue),
            "centre_mm": Self.triple(truth.centre),
            "direction": Self.triple(truth.direction),
            "csa_mm2": .decimal(truth.area, decimals: 4),
            "perpendicular_csa_mm2": .decimal(truth.perpendicularArea, decimals: 4),
            "whole_in_picture": .boolean(truth.isWholeInPicture),
            "outline_px": .array(
                truth.outline.map {
                    .array([.decimal($0.column, decimals: 3), .decimal($0.row, decimals: 3)])
                }),
        ])
    }

    private func level(_ truth: MRLevelTruth) -> JSONValue {
        .object([
            "side": .string(truth.side.rawValue), "level": .string(truth.level.rawValue),
            "evidence_mm2": .decimal(truth.evidence, decimals: 2),
        ])
    }

    private func space(_ truth: MRSpaceTruth) -> JSONValue {
        .object([
            "side": .string(truth.side.rawValue), "space": .string(truth.name),
            "distance_mm": .decimal(truth.distance, decimals: 3),
            "from_mm": Self.triple(truth.from), "to_mm": Self.triple(truth.to),
        ])
    }

    static func triple(_ point: PatientPoint) -> JSONValue {
        .array([point.left, point.posterior, point.superior].map { .decimal($0, decimals: 4) })
    }
}

/// What is true of the series as a whole.
struct MRTruthSummary {
    let phantom: MRPhantom
    let slices: [MRSliceTruth]

    var json: JSONValue {
        .array(
            Laterality.allCases.map { side in
                .object([
                    "side": .string(side.rawValue),
                    "ischiofemoral_space_mm": smallest("ischiofemoral", side),
                    "quadratus_femoris_space_mm": smallest("quadratus_femoris", side),
                    "piriformis_thickness_mm": slices.compactMap { $0.piriformisThickness[side] }
                        .max().map { .decimal($0, decimals: 3) } ?? .null,
                    "piriformis_largest_area_mm2": .decimal(
                        areas(side).max() ?? 0, decimals: 2),
                    "piriformis_volume_mm3": .decimal(
                        areas(side).reduce(0, +) * distance, decimals: 1),
                ])
            })
    }

    private var distance: Double {
        phantom.parameters.acquisition.thickness + phantom.parameters.acquisition.gap
    }

    private func areas(_ side: Laterality) -> [Double] {
        slices.map { $0.piriformisArea[side] ?? 0 }
    }

    /// `null` when no slice shows both borders.
    private func smallest(_ name: String, _ side: Laterality) -> JSONValue {
        let found = slices.flatMap(\.spaces).filter { $0.name == name && $0.side == side }
        return found.map(\.distance).min().map { .decimal($0, decimals: 3) } ?? .null
    }
}
