import Geometry
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
        return JSONText.object([
            ("schema_version", .text("1.0")),
            ("kind", .text("ultrasound phantom")),
            ("image", .text(image)),
            ("expected", .text(phantom.scene.nerves.isEmpty ? "abstained" : "measured")),
            ("seed", .text(String(phantom.parameters.seed))),
            ("pixel_spacing_mm", spacing),
            ("size", size),
            ("outline_convention", .text("outerBorderWithEchogenicRim")),
            ("parameters", parameters),
            ("frames", .list(frames)),
        ]).document()
    }

    private var spacing: JSONText {
        .row([
            .number(phantom.conversion.spacing.betweenRows.value, decimals: 6),
            .number(phantom.conversion.spacing.betweenColumns.value, decimals: 6),
        ])
    }

    private var size: JSONText {
        .object([
            ("columns", .whole(phantom.conversion.size.columns)),
            ("rows", .whole(phantom.conversion.size.rows)),
        ])
    }

    private var parameters: JSONText {
        let scanner = phantom.parameters.scanner
        let scene = phantom.parameters.scene
        let geometry: String = if case .curved = scanner.geometry { "curved" } else { "linear" }
        return .object([
            ("geometry", .text(geometry)),
            ("depth_mm", .number(scanner.depth, decimals: 3)),
            ("frequency_mhz", .number(scanner.frequencyMegahertz, decimals: 3)),
            ("cycles", .number(scanner.cycles, decimals: 3)),
            ("f_number", .number(scanner.fNumber, decimals: 3)),
            ("focus_mm", .number(scanner.focus, decimals: 3)),
            ("dynamic_range_db", .number(scanner.dynamicRangeDecibels, decimals: 3)),
            ("gain_db", .number(scanner.gainDecibels, decimals: 3)),
            ("time_gain", .number(scanner.timeGain, decimals: 3)),
            ("looks", .whole(scanner.looks)),
            ("nerves", .whole(scene.nerves)),
            ("vessels", .whole(phantom.scene.vessels.count)),
            ("tendons", .whole(phantom.scene.tendons.count)),
            ("bone", .flag(scene.bone)),
            ("dropout", .flag(scene.dropout)),
            (
                "frame_time_ms",
                .number(phantom.parameters.motion.frameTimeMilliseconds, decimals: 3)
            ),
        ])
    }

    private func frame(_ truth: FrameTruth) -> JSONText {
        .object([
            ("number", .whole(truth.number)),
            (
                "displacement_mm",
                .object([
                    ("lateral", .number(truth.displacement.lateral, decimals: 4)),
                    ("depth", .number(truth.displacement.depth, decimals: 4)),
                ])
            ),
            ("widening", .number(truth.widening, decimals: 5)),
            ("nerves", .list(truth.nerves.map(structure))),
            ("vessels", .list(truth.vessels.map(structure))),
        ])
    }

    private func structure(_ truth: StructureTruth) -> JSONText {
        let area = phantom.conversion.spacing.pixelArea.value
        return .object([
            ("area_mm2", .number(truth.area, decimals: 4)),
            ("area_px", .number(truth.area / area, decimals: 3)),
            ("perimeter_mm", .number(truth.perimeter, decimals: 4)),
            ("long_axis_mm", .number(truth.longAxis, decimals: 4)),
            ("short_axis_mm", .number(truth.shortAxis, decimals: 4)),
            ("depth_mm", .number(truth.depth, decimals: 4)),
            ("centroid_px", pair(truth.centroid)),
            ("outline_px", .row(truth.outline.vertices.map(pair))),
        ])
    }

    private func pair(_ point: PixelPoint) -> JSONText {
        .row([.number(point.column, decimals: 3), .number(point.row, decimals: 3)])
    }
}
