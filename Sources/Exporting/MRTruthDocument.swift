import Anatomy
import Geometry
import JSON
import Phantoms

/// The truth of a simulated MR series as a JSON document: places in the patient in mm (left,
/// posterior, superior), outlines in pixels (`[column, row]`), areas in mm².
struct MRTruthDocument {
    let phantom: MRPhantom
    let slices: [MRSliceTruth]
    /// Folder or file of the series and of its masks, relative to the truth's folder.
    let series: String
    let masks: String?

    func json() -> String {
        JSONValue.object([
            "schema_version": .string("1.0"),
            "kind": .string("mr phantom"),
            "series": .string(series),
            "masks": masks.map { .string($0) } ?? .null,
            "geometry": geometry,
            "labels": labels,
            "parameters": Self.parameters(of: phantom.parameters),
            "slices": .array(slices.map(slice)),
            "summary": MRTruthSummary(phantom: phantom, slices: slices).json,
        ]).text
    }

    /// Of all slices; their places are their own.
    private var geometry: JSONValue {
        let acquisition = phantom.parameters.acquisition
        let plane = phantom.planes[0]
        return .object([
            "columns": .integer(acquisition.columns), "rows": .integer(acquisition.rows),
            "slices": .integer(acquisition.slices),
            "pixel_spacing_mm": .decimal(acquisition.spacing, decimals: 6),
            "slice_thickness_mm": .decimal(acquisition.thickness, decimals: 6),
            "slice_distance_mm": .decimal(acquisition.distance, decimals: 6),
            "along_row": Self.triple(plane.alongRow, decimals: 8),
            "along_column": Self.triple(plane.alongColumn, decimals: 8),
            "normal": Self.triple(plane.normal, decimals: 8),
        ])
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
            "range": .string(parameters.range.rawValue),
            "nerve_asymmetry": .decimal(parameters.nerveAsymmetry, decimals: 4),
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
            "contrast_spread": .decimal(a.contrastSpread, decimals: 4),
            "blur": .decimal(a.blur, decimals: 4),
        ])
    }

    private func slice(_ truth: MRSliceTruth) -> JSONValue {
        .object([
            "number": .integer(truth.index + 1),
            "origin_mm": Self.triple(phantom.planes[truth.index].origin),
            "position_mm": .decimal(
                phantom.planes[truth.index].origin.dot(phantom.planes[truth.index].normal),
                decimals: 4),
            "nerves": .array(truth.nerves.map(nerve)),
            "levels": .array(truth.levels.map(level)),
            "spaces": .array(truth.spaces.map(space)),
            "sides": .array(Laterality.allCases.map { sides(truth, $0) }),
        ])
    }

    private func sides(_ truth: MRSliceTruth, _ side: Laterality) -> JSONValue {
        func decimal(_ values: [Laterality: Double]) -> JSONValue {
            values[side].map { .decimal($0, decimals: 3) } ?? .null
        }
        return .object([
            "side": .string(side.rawValue),
            "nerve_signal": decimal(truth.nerveSignal),
            "gluteus_maximus_signal": decimal(truth.muscleSignal),
            "piriformis_thickness_mm": decimal(truth.piriformisThickness),
            "piriformis_area_mm2": decimal(truth.piriformisArea),
        ])
    }

    private func nerve(_ truth: MRNerveTruth) -> JSONValue {
        .object([
            "side": .string(truth.side.rawValue), "part": .string(truth.part.rawValue),
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

    static func triple(_ point: PatientPoint, decimals: Int = 4) -> JSONValue {
        .array(
            [point.left, point.posterior, point.superior].map { .decimal($0, decimals: decimals) })
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
                    "variant": .string((phantom.parameters.variant[side] ?? .a).rawValue),
                    "pathology": .string(phantom.parameters.pathology(side).rawValue),
                    "severity": .decimal(phantom.parameters.severity(side), decimals: 4),
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

    private var distance: Double { phantom.parameters.acquisition.distance }

    private func areas(_ side: Laterality) -> [Double] {
        slices.map { $0.piriformisArea[side] ?? 0 }
    }

    /// `null` when no slice shows both borders.
    private func smallest(_ name: String, _ side: Laterality) -> JSONValue {
        let found = slices.flatMap(\.spaces).filter { $0.name == name && $0.side == side }
        return found.map(\.distance).min().map { .decimal($0, decimals: 3) } ?? .null
    }
}
