/// Mean and median with intervals from a bootstrap of whole subjects.
package struct Location: Hashable, Sendable {
    package let mean: Estimate
    package let median: Estimate
    package let count: Int
    package let subjects: Int

    /// - Parameter subjects: the subject of each value; `nil` when each value has its own.
    /// - Throws: `StatisticsError`; also for values that are all equal, of which every draw is alike.
    package init(
        _ values: [Double], subjects: [String]? = nil, bootstrap: Bootstrap = .standard
    ) throws(StatisticsError) {
        let sample = try Sample(values)
        try sample.requireVariance()
        let clusters = try Clusters(values, by: subjects ?? values.indices.map(String.init))
        let ends = try bootstrap.intervals(of: clusters.values) { drawn in
            guard let sample = try? Sample(Array(drawn.joined())) else { return nil }
            return [sample.mean, sample.median]
        }
        mean = Estimate(value: sample.mean, low: ends[0].low, high: ends[0].high)
        median = Estimate(value: sample.median, low: ends[1].low, high: ends[1].high)
        count = values.count
        self.subjects = clusters.count
    }
}
