import Geometry
import Raster
import StudyModel
import Testing

/// A plane whose samples are `value(column, row)`.
func plane(
    columns: Int, rows: Int, value: (Double, Double) -> Float
) throws -> Plane<Float> {
    let size = try #require(PlaneSize(columns: columns, rows: rows))
    return Plane(
        size: size,
        samples: (0..<size.count).map { value(Double($0 % columns), Double($0 / columns)) })
}

func frame(_ luminance: Plane<Float>, number: Int = 1) -> CalibratedFrame {
    CalibratedFrame(
        frame: Frame(
            id: FrameID(input: "picture.png", number: number), modality: .ultrasound,
            luminance: luminance, evidence: ScaleEvidence()),
        scale: .uniform(.unknown(.noEvidence)))
}

/// A bright ring with a darker core on a grey ground, noise included: a nerve as ultrasound shows it.
func ringPicture(
    centre: PixelPoint, radius: Double, columns: Int = 160, rows: Int = 120, seed: UInt64 = 1
) throws -> Plane<Float> {
    var random = SeededNumbers(state: seed)
    return try plane(columns: columns, rows: rows) { column, row in
        let distance = PixelPoint(column: column, row: row).distanceInPixels(to: centre)
        let noise = Float.random(in: -12...12, using: &random)
        if distance > radius { return 60 + noise }
        return (distance > radius * 0.7 ? 180 : 110) + noise
    }
}

/// A repeatable stream of numbers (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Segmentation {
    var nerves: [NerveOutline] {
        if case .value(let nerves) = outcome { nerves } else { [] }
    }
}
