/// Where a value stands in a population of which mean and standard deviation are known.
package struct Standing: Hashable, Sendable {
    package let zScore: Double
    /// 0…100, by the normal distribution.
    package let percentile: Double

    /// - Throws: `noVariance` for a standard deviation that is not positive; `notFinite`.
    package init(
        _ value: Double, mean: Double, standardDeviation: Double
    ) throws(StatisticsError) {
        guard value.isFinite, mean.isFinite, standardDeviation.isFinite else { throw .notFinite }
        guard standardDeviation > 0 else { throw .noVariance }
        zScore = (value - mean) / standardDeviation
        percentile = 100 * (try Distributions.normalProbability(below: zScore))
    }
}
