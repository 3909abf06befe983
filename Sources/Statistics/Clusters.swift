/// Values grouped by subject, in the order in which subjects first occur.
package struct Clusters<Value: Sendable>: Sendable {
    package let values: [[Value]]

    package init(_ values: [Value], by subjects: [String]) throws(StatisticsError) {
        guard values.count == subjects.count else {
            throw .unequalLengths(values.count, subjects.count)
        }
        var places: [String: Int] = [:]
        var groups: [[Value]] = []
        for (value, subject) in zip(values, subjects) {
            if let place = places[subject] {
                groups[place].append(value)
            } else {
                places[subject] = groups.count
                groups.append([value])
            }
        }
        self.values = groups
    }

    package var count: Int { values.count }
    package var hasRepeats: Bool { values.contains { $0.count > 1 } }
}

/// One-way analysis of variance with subjects of unequal size.
package struct OneWayVariance: Hashable, Sendable {
    /// Of all values.
    package let mean: Double
    package let betweenMeanSquare: Double
    /// 0 when no subject has two values.
    package let withinMeanSquare: Double
    /// Variance between subjects; a negative estimate counts as 0.
    package let betweenComponent: Double

    /// - Precondition: every cluster has a value.
    package init(of clusters: [[Double]]) {
        let total = Double(clusters.reduce(0) { $0 + $1.count })
        let groups = Double(clusters.count)
        let grand = clusters.joined().reduce(0, +) / total
        var between = 0.0
        var within = 0.0
        var squares = 0.0
        for cluster in clusters {
            let size = Double(cluster.count)
            let mean = cluster.reduce(0, +) / size
            between += size * (mean - grand) * (mean - grand)
            within += cluster.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            squares += size * size
        }
        mean = grand
        betweenMeanSquare = groups > 1 ? between / (groups - 1) : 0
        withinMeanSquare = total > groups ? within / (total - groups) : 0
        let typicalSize = groups > 1 ? (total - squares / total) / (groups - 1) : total
        betweenComponent = max(0, (betweenMeanSquare - withinMeanSquare) / typicalSize)
    }
}
