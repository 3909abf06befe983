import Anatomy

/// Signal of a nerve in one slice against a muscle in the same slice.
package struct NerveSignal: Hashable, Sendable {
    /// Inside the outlines, in the units of the picture.
    package let mean: Double
    package let median: Double
    package let percentile95: Double
    package let standardDeviation: Double
    package let reference: ReferenceMuscle
    /// Mean of the nerve by median of the reference.
    package var ratio: Double { mean / reference.median }
    /// Standard deviation by mean.
    package var heterogeneity: Double { standardDeviation / mean }

    package init(
        mean: Double, median: Double, percentile95: Double, standardDeviation: Double,
        reference: ReferenceMuscle
    ) {
        self.mean = mean
        self.median = median
        self.percentile95 = percentile95
        self.standardDeviation = standardDeviation
        self.reference = reference
    }
}

/// A muscle near the nerve, without its border, that other tissue is compared with.
package struct ReferenceMuscle: Hashable, Sendable {
    package let muscle: AnatomicalLabel
    package let median: Double
    /// Between the quartiles, by the median.
    package let spread: Double
    /// mm²
    package let area: Double

    package init(muscle: AnatomicalLabel, median: Double, spread: Double, area: Double) {
        self.muscle = muscle
        self.median = median
        self.spread = spread
        self.area = area
    }
}

/// Why a slice has no signal ratio.
package enum SignalGap: String, Hashable, Sendable, CaseIterable {
    case noReferenceMuscle
    case referenceTooSmall
    case referenceBright
    case referenceFatty
    case nerveNotMeasured

    package var explanation: String {
        switch self {
        case .noReferenceMuscle: "no reference muscle near the nerve"
        case .referenceTooSmall: "too little of any reference muscle is left without its border"
        case .referenceBright: "every reference muscle is brighter than its neighbours"
        case .referenceFatty: "every reference muscle is too uneven, as muscle with fat is"
        case .nerveNotMeasured: "the nerve is located in this slice, not outlined"
        }
    }
}
