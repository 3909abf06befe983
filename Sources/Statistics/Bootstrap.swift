/// Percentile intervals by drawing whole clusters with replacement (Efron 1979,
/// DOI 10.1214/aos/1176344552; clusters: Davison and Hinkley 1997, §3.8). The seed fixes every draw.
package struct Bootstrap: Hashable, Sendable {
    package let draws: Int
    package let seed: UInt64

    package init(draws: Int, seed: UInt64) {
        self.draws = max(1, draws)
        self.seed = seed
    }

    package static let standard = Bootstrap(draws: 2000, seed: 1)

    /// Fewer clusters have too few different draws for an interval.
    package static let minimumClusters = 3

    /// The ends of the interval of each number that `statistics` gives for a list of clusters.
    ///
    /// - Parameter statistics: `nil` for a drawn list that has none, which is left out; the same
    ///   number of values otherwise.
    /// - Throws: `tooFew` for fewer than `minimumClusters`, and `undefinedQuantile` when less than half of the draws have the
    ///   statistics.
    package func intervals<Value>(
        of clusters: [[Value]], confidence: ConfidenceLevel = .standard,
        _ statistics: ([[Value]]) -> [Double]?
    ) throws(StatisticsError) -> [(low: Double, high: Double)] {
        guard clusters.count >= Self.minimumClusters else {
            throw .tooFew(.subjects, found: clusters.count, needed: Self.minimumClusters)
        }
        var random = SplitMix64(state: seed)
        var found: [[Double]] = []
        var drawn = clusters
        for _ in 0..<draws {
            for place in drawn.indices {
                drawn[place] = clusters[Int.random(in: 0..<clusters.count, using: &random)]
            }
            if let values = statistics(drawn), values.allSatisfy(\.isFinite) {
                found.append(values)
            }
        }
        guard 2 * found.count >= draws, let width = found.first?.count else {
            throw .undefinedQuantile
        }
        var ends: [(low: Double, high: Double)] = []
        for index in 0..<width {
            let quantiles = try Sample(found.map { $0[index] })
                .quantiles([confidence.lowerTail, confidence.upperTail])
            ends.append((quantiles[0], quantiles[1]))
        }
        return ends
    }
}
