import Geometry
import JSON
import Phantoms

/// The truth of a phantom as a JSON document: outlines in pixels (`[column, row]`, (0,0) is the
/// centre of the first pixel), lengths in mm, areas in mm².
struct PhantomTruthDocument {
    let phantom: UltrasoundPhantom
    /// Path of the (first) picture, relative to the truth's folder.
    let image: String

    func json() -> String {
        let frames = (0..<phantom.parameters.motion.frames).map {
            frame(phantom.truth(frame: $0))
        }
        return JSONValue.object([
            "schema_version": .string("1.0"),
            "kind": .string("ultrasound phantom"),
            "image": .string(image),
            "expected": .string(phantom.scene.nerves.isEmpty ? "abstained" : "measured"),
            "seed": .string(String(phantom.parameters.seed)),
            "pixel_spacing_mm": spacing,
            "size": size,
            "outline_convention": .string("outerBorderWithEchogenicRim"),
            "parameters": parameters,
            "frames": .array(frames),
        ]).text
    }

    private var spacing: JSONValue {
        .array([
            .decimal(phantom.conversion.spacing.betweenRows.value, decimals: 6),
            .decimal(phantom.conversion.spacing.betweenColumns.value, decimals: 6),
        ])
    }

    private var size: JSONValue {
        .object([
            "columns": .integer(phantom.conversion.size.columns),
            "rows": .integer(phantom.conversion.size.rows),
        ])
    }

    private var parameters: JSONValue {
        let scanner = phantom.parameters.scanner
        let scene = phantom.parameters.scene
        let geometry: String = if case .curved = scanner.geometry { "curved" } else { "linear" }
        return .object([
            "geometry": .string(geometry),
            "depth_mm": .decimal(scanner.depth, decimals: 3),
            "frequency_mhz": .decimal(scanner.frequencyMegahertz, decimals: 3),
            "cycles": .decimal(scanner.cycles, decimals: 3),
            "f_number": .decimal(scanner.fNumber, decimals: 3),
            "focus_mm": .decimal(scanner.focus, decimals: 3),
            "dynamic_range_db": .decimal(scanner.dynamicRangeDecibels, decimals: 3),
            "gain_db": .decimal(scanner.gainDecibels, decimals: 3),
            "time_gain": .decimal(scanner.timeGain, decimals: 3),
            "looks": .integer(scanner.looks),
            "nerves": .integer(scene.nerves),
            "vessels": .integer(phantom.scene.vessels.count),
            "tendons": .integer(phantom.scene.tendons.count),
            "bone": .boolean(scene.bone),
            "dropout": .boolean(scene.dropout),
            "frame_time_ms": .decimal(
                phantom.parameters.motion.frameTimeMilliseconds, decimals: 3),
        ])
    }

    private func frame(_ truth: FrameTruth) -> JSONValue {
        .object([
            "number": .integer(truth.number),
            "displacement_mm": .object([
                "lateral": .decimal(truth.displacement.lateral, decimals: 4),
                "depth": .decimal(truth.displacement.depth, decimals: 4),
            ]),
            "widening": .decimal(truth.widening, decimals: 5),
            "nerves": .array(truth.nerves.map(structure)),
            "vessels": .array(truth.vessels.map(structure)),
        ])
    }

    private func structure(_ truth: StructureTruth) -> JSONValue {
        let area = phantom.conversion.spacing.pixelArea.value
        return .object([
            "area_mm2": .decimal(truth.area, decimals: 4),
            "area_px": .decimal(truth.area / area, decimals: 3),
            "perimeter_mm": .decimal(truth.perimeter, decimals: 4),
            "long_axis_mm": .decimal(truth.longAxis, decimals: 4),
            "short_axis_mm": .decimal(truth.shortAxis, decimals: 4),
            "depth_mm": .decimal(truth.depth, decimals: 4),
            "centroid_px": pair(truth.centroid),
            "outline_px": .array(truth.outline.vertices.map(pair)),
        ])
    }

    private func pair(_ point: PixelPoint) -> JSONValue {
        .array([.decimal(point.column, decimals: 3), .decimal(point.row, decimals: 3)])
    }
}
