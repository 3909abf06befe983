import Foundation

/// From what is seen of a candidate to the chance that it is a nerve outlined acceptably: logistic
/// regression on named features.
struct ConfidenceModel: Hashable, Sendable {
    struct Term: Hashable, Sendable {
        let feature: CandidateFeature
        let weight: Double
        /// Subtracted before weighting.
        let mean: Double
        /// Divided by before weighting; greater than 0.
        let deviation: Double
    }

    let terms: [Term]
    let bias: Double
    /// Less confident candidates are not measured.
    let abstainBelow: Double
    /// Less confident candidates are flagged.
    let flagBelow: Double

    /// `nil` when a feature was not computed.
    func confidence(_ features: [CandidateFeature: Double]) -> Double? {
        var sum = bias
        for term in terms {
            guard let value = features[term.feature] else { return nil }
            sum += term.weight * (value - term.mean) / term.deviation
        }
        return 1 / (1 + exp(-sum))
    }
}

/// 95 % model interval of area, as factors of it, by confidence.
struct AreaInterval: Hashable, Sendable {
    struct Bin: Hashable, Sendable {
        /// Holds from this confidence up to the next bin.
        let fromConfidence: Double
        let factors: ClosedRange<Double>
    }

    /// By rising confidence.
    let bins: [Bin]

    func factors(atConfidence confidence: Double) -> ClosedRange<Double>? {
        bins.last { $0.fromConfidence <= confidence }?.factors ?? bins.first?.factors
    }
}
