import Statistics

/// A reproducible stream of random numbers.
///
/// The same seed and purpose give the same numbers on every machine. Each purpose has its own
/// stream, so that a structure that is added does not shift the numbers of the others.
package struct RandomStream: Sendable {
    private var generator: SplitMix64

    package init(seed: UInt64, purpose: UInt64 = 0) {
        generator = SplitMix64(
            state: seed &* 0x9E37_79B9_7F4A_7C15 ^ (purpose &* 0xD1B5_4A32_D192_ED03))
        _ = next()
        let second = next()
        generator.state ^= second
    }

    package mutating func next() -> UInt64 { generator.next() }

    /// Uniform in 0..<1.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    package mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// Uniform among the whole numbers of `range`.
    package mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(unit() * Double(range.count))
    }

    package mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// Mean 0, variance 1: four uniform numbers summed. The point spread sums a dozen of these, which
    /// makes speckle Gaussian to the precision of its tests without a logarithm per scatterer.
    package mutating func nearlyNormal() -> Float {
        let bits = next()
        let sum =
            Float(bits & 0xFFFF) + Float((bits >> 16) & 0xFFFF) + Float((bits >> 32) & 0xFFFF)
            + Float(bits >> 48)
        return (sum - 131_070) * Float(2.642_9e-5)
    }
}
