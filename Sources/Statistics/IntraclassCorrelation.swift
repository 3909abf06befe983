/// Two-way analysis of variance of a complete table: every reader measures every target once.
///
/// Names as in McGraw and Wong 1996 (DOI 10.1037/1082-989X.1.1.30).
package struct TwoWayVariance: Hashable, Sendable {
    package let targets: Int
    package let readers: Int
    /// MSR: between rows, the targets.
    package let rowMeanSquare: Double
    /// MSC: between columns, the readers.
    package let columnMeanSquare: Double
    /// MSE: what is left.
    package let errorMeanSquare: Double

    /// - Parameter rows: for each target, what each reader measured.
    /// - Throws: `StatisticsError` for fewer than 2 targets or readers, ragged rows, values that are
    ///   not finite, and values that are all equal.
    package init(rows: [[Double]]) throws(StatisticsError) {
        guard rows.count >= 2 else { throw .tooFew(.subjects, found: rows.count, needed: 2) }
        let width = rows[0].count
        if let ragged = rows.first(where: { $0.count != width }) {
            throw .unequalLengths(width, ragged.count)
        }
        guard width >= 2 else { throw .tooFew(.readers, found: width, needed: 2) }
        let all = try Sample(Array(rows.joined()))
        try all.requireVariance()
        self.init(rows: rows, readers: width, mean: all.mean)
    }

    private init(rows: [[Double]], readers: Int, mean: Double) {
        let (n, k) = (Double(rows.count), Double(readers))
        let rowMeans = rows.map { $0.reduce(0, +) / k }
        let columnMeans = (0..<readers).map { column in
            rows.reduce(0) { $0 + $1[column] } / n
        }
        var error = 0.0
        for (row, rowMean) in zip(rows, rowMeans) {
            for (value, columnMean) in zip(row, columnMeans) {
                let rest = value - rowMean - columnMean + mean
                error += rest * rest
            }
        }
        func spread(_ means: [Double]) -> Double {
            means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        targets = rows.count
        self.readers = readers
        rowMeanSquare = k * spread(rowMeans) / (n - 1)
        columnMeanSquare = n * spread(columnMeans) / (k - 1)
        errorMeanSquare = error / ((n - 1) * (k - 1))
    }

    /// ICC(2,1), absolute agreement of single measurements; readers are a sample of all readers.
    package var agreement: Double? {
        let (n, k) = (Double(targets), Double(readers))
        let whole =
            rowMeanSquare + (k - 1) * errorMeanSquare
            + k * (columnMeanSquare - errorMeanSquare) / n
        return whole > 0 ? (rowMeanSquare - errorMeanSquare) / whole : nil
    }

    /// ICC(3,1), consistency of single measurements; these readers are the only ones.
    package var consistency: Double? {
        let whole = rowMeanSquare + Double(readers - 1) * errorMeanSquare
        return whole > 0 ? (rowMeanSquare - errorMeanSquare) / whole : nil
    }

    /// - Throws: `noResidualVariance` when MSE is 0 up to rounding.
    func requireError() throws(StatisticsError) {
        let largest = max(rowMeanSquare, columnMeanSquare)
        guard errorMeanSquare > 1e-12 * largest else { throw .noResidualVariance }
    }
}

/// Intraclass correlations of single measurements: cases (2,1) and (3,1) of Shrout and Fleiss 1979
/// (DOI 10.1037/0033-2909.86.2.420) with the intervals of McGraw and Wong 1996.
package struct IntraclassCorrelation: Hashable, Sendable {
    package let agreement: Estimate
    package let consistency: Estimate

    /// - Parameter rows: for each subject, what each reader measured.
    package init(
        rows: [[Double]], confidence: ConfidenceLevel = .standard
    ) throws(StatisticsError) {
        let variance = try TwoWayVariance(rows: rows)
        try variance.requireError()
        agreement = try Self.agreement(variance, confidence.upperTail)
        consistency = try Self.consistency(variance, confidence.upperTail)
    }

    /// Several rows per subject: the correlations of all rows, with intervals from a bootstrap of
    /// whole subjects, since the rows are not independent.
    package init(
        rows: [[Double]], subjects: [String], bootstrap: Bootstrap = .standard,
        confidence: ConfidenceLevel = .standard
    ) throws(StatisticsError) {
        let clusters = try Clusters(rows, by: subjects)
        guard clusters.hasRepeats else {
            self = try IntraclassCorrelation(rows: rows, confidence: confidence)
            return
        }
        let variance = try TwoWayVariance(rows: rows)
        try variance.requireError()
        guard let agreement = variance.agreement, let consistency = variance.consistency else {
            throw .noVariance
        }
        let ends = try bootstrap.intervals(of: clusters.values, confidence: confidence) { drawn in
            let found = try? TwoWayVariance(rows: Array(drawn.joined()))
            guard let agreement = found?.agreement, let consistency = found?.consistency else {
                return nil
            }
            return [agreement, consistency]
        }
        self.agreement = Estimate(value: agreement, low: ends[0].low, high: ends[0].high)
        self.consistency = Estimate(value: consistency, low: ends[1].low, high: ends[1].high)
    }

    /// McGraw and Wong 1996, table 7, case 3 ICC(C,1).
    private static func consistency(
        _ variance: TwoWayVariance, _ tail: Double
    ) throws(StatisticsError) -> Estimate {
        guard let value = variance.consistency else { throw .noVariance }
        let (n, k) = (Double(variance.targets), Double(variance.readers))
        let degrees = (rows: n - 1, error: (n - 1) * (k - 1))
        let ratio = variance.rowMeanSquare / variance.errorMeanSquare
        let low =
            ratio
            / (try Distributions.fisherQuantile(tail, degrees: degrees.rows, degrees.error))
        let high =
            ratio
            * (try Distributions.fisherQuantile(tail, degrees: degrees.error, degrees.rows))
        return Estimate(
            value: value, low: (low - 1) / (low + k - 1), high: (high - 1) / (high + k - 1))
    }

    /// McGraw and Wong 1996, table 7, case 2 ICC(A,1); degrees of freedom by Satterthwaite.
    private static func agreement(
        _ variance: TwoWayVariance, _ tail: Double
    ) throws(StatisticsError) -> Estimate {
        guard let value = variance.agreement else { throw .noVariance }
        let (n, k) = (Double(variance.targets), Double(variance.readers))
        let (rows, columns, error) = (
            variance.rowMeanSquare, variance.columnMeanSquare, variance.errorMeanSquare
        )
        let columnPart = k * value * columns / error
        let errorPart = n * (1 + (k - 1) * value) - k * value
        let sum = columnPart + errorPart
        let degrees =
            (k - 1) * (n - 1) * sum * sum
            / ((n - 1) * columnPart * columnPart + errorPart * errorPart)
        let f = (
            low: try Distributions.fisherQuantile(tail, degrees: n - 1, degrees),
            high: try Distributions.fisherQuantile(tail, degrees: degrees, n - 1)
        )
        let noise = k * columns + (k * n - k - n) * error
        return Estimate(
            value: value, low: n * (rows - f.low * error) / (f.low * noise + n * rows),
            high: n * (f.high * rows - error) / (noise + n * f.high * rows))
    }
}
