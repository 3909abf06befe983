import Raster
import Testing

/// Seeded samples: the same for the same seed, everywhere.
struct RandomSamples {
    private var state: UInt64

    init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 2 &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func bits() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// Uniform in `range`, on a grid of 2⁻²⁰ of its length.
    mutating func sample(in range: ClosedRange<Float> = -2...2) -> Float {
        let part = Float(bits() >> 44) / Float(1 << 20)
        return range.lowerBound + part * (range.upperBound - range.lowerBound)
    }

    mutating func samples(_ count: Int, in range: ClosedRange<Float> = -2...2) -> [Float] {
        (0..<count).map { _ in sample(in: range) }
    }

    mutating func plane(
        _ columns: Int, _ rows: Int, in range: ClosedRange<Float> = -2...2
    ) throws -> Plane<Float> {
        let size = try #require(PlaneSize(columns: columns, rows: rows))
        return Plane(size: size, samples: samples(size.count, in: range))
    }
}
