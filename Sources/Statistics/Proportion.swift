/// A share of a number of cases, with the score interval of Wilson 1927
/// (DOI 10.1080/01621459.1927.10502953).
package struct Proportion: Hashable, Sendable {
    package let estimate: Estimate

    package init(
        _ part: Int, of whole: Int, confidence: ConfidenceLevel = .standard
    ) throws(StatisticsError) {
        guard whole > 0, 0...whole ~= part else { throw .impossibleCount(part, of: whole) }
        let z = try Distributions.normalQuantile(confidence.upperTail)
        let (n, share) = (Double(whole), Double(part) / Double(whole))
        let widening = 1 + z * z / n
        let centre = (share + z * z / (2 * n)) / widening
        let reach =
            z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / widening
        estimate = Estimate(
            value: share, low: part == 0 ? 0 : centre - reach,
            high: part == whole ? 1 : centre + reach)
    }
}
