/// Limits of agreement between two ways to measure: the differences second − first.
///
/// One pair per subject: Bland and Altman 1986 (DOI 10.1016/S0140-6736(86)90837-8), with intervals by
/// Student's t and their standard errors s / √n of the bias and √(3 s² / n) of a limit.
package struct BlandAltman: Hashable, Sendable {
    /// Standard deviations from the bias to a limit.
    package static let multiple = 1.96

    package let bias: Estimate
    package let lowerLimit: Estimate
    package let upperLimit: Estimate
    /// Of one difference about the bias.
    package let standardDeviation: Double
    package let count: Int
    package let subjects: Int

    /// - Throws: `StatisticsError` for fewer than 3 pairs, values that are not finite, and
    ///   differences that are all equal.
    package init(
        differences: [Double], confidence: ConfidenceLevel = .standard
    ) throws(StatisticsError) {
        let sample = try Sample(differences, minimum: 3)
        try sample.requireVariance()
        let n = Double(sample.count)
        let deviation = sample.standardDeviation
        let t = try Distributions.studentQuantile(confidence.upperTail, degrees: n - 1)
        let limitError = deviation * (3 / n).squareRoot()
        let reach = Self.multiple * deviation
        bias = .symmetric(sample.mean, halfWidth: t * deviation / n.squareRoot())
        lowerLimit = .symmetric(sample.mean - reach, halfWidth: t * limitError)
        upperLimit = .symmetric(sample.mean + reach, halfWidth: t * limitError)
        standardDeviation = deviation
        count = sample.count
        subjects = sample.count
    }

    /// Several pairs per subject whose true value changes between them: Bland and Altman 2007
    /// (DOI 10.1080/10543400701329422), §3. The variance of a difference is the sum of the
    /// components between and within subjects of a one-way analysis of variance; the bias is the
    /// mean of all differences. Intervals come from a bootstrap of whole subjects.
    ///
    /// - Parameter subjects: the subject of each difference.
    /// - Throws: `StatisticsError`, also for fewer subjects than a bootstrap takes.
    package init(
        differences: [Double], subjects: [String], bootstrap: Bootstrap = .standard,
        confidence: ConfidenceLevel = .standard
    ) throws(StatisticsError) {
        let clusters = try Clusters(differences, by: subjects)
        guard clusters.hasRepeats else {
            self = try BlandAltman(differences: differences, confidence: confidence)
            return
        }
        try Sample(differences).requireVariance()
        let found = Self.moments(of: clusters.values)
        let ends = try bootstrap.intervals(of: clusters.values, confidence: confidence) { drawn in
            let moments = Self.moments(of: drawn)
            let reach = Self.multiple * moments.deviation
            return [moments.mean, moments.mean - reach, moments.mean + reach]
        }
        let reach = Self.multiple * found.deviation
        bias = Estimate(value: found.mean, low: ends[0].low, high: ends[0].high)
        lowerLimit = Estimate(value: found.mean - reach, low: ends[1].low, high: ends[1].high)
        upperLimit = Estimate(value: found.mean + reach, low: ends[2].low, high: ends[2].high)
        standardDeviation = found.deviation
        count = differences.count
        self.subjects = clusters.count
    }

    private static func moments(of clusters: [[Double]]) -> (mean: Double, deviation: Double) {
        let analysis = OneWayVariance(of: clusters)
        let variance = analysis.betweenComponent + analysis.withinMeanSquare
        return (analysis.mean, variance.squareRoot())
    }
}

extension Sample {
    /// - Throws: `noVariance` when the values are equal up to rounding.
    func requireVariance() throws(StatisticsError) {
        let scale = values.reduce(0) { max($0, abs($1)) }
        guard standardDeviation > 1e-12 * scale else { throw .noVariance }
    }
}
