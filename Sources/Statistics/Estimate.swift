/// A value with the ends of its interval.
package struct Estimate: Hashable, Sendable {
    package let value: Double
    package let low: Double
    package let high: Double

    package init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }

    package static func symmetric(_ value: Double, halfWidth: Double) -> Estimate {
        Estimate(value: value, low: value - halfWidth, high: value + halfWidth)
    }
}

/// How sure intervals are; 95 % unless stated otherwise.
package struct ConfidenceLevel: Hashable, Sendable {
    package let value: Double

    /// `nil` unless between 0 and 1.
    package init?(_ value: Double) {
        guard value > 0, value < 1 else { return nil }
        self.value = value
    }

    private init(known value: Double) { self.value = value }

    package static let standard = ConfidenceLevel(known: 0.95)

    /// Probability at the upper end of a two-sided interval: 0.975 for 95 %.
    package var upperTail: Double { (1 + value) / 2 }
    package var lowerTail: Double { (1 - value) / 2 }
}
