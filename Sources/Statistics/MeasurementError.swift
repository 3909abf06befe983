/// Standard error of measurement and what follows from it: Weir 2005 (DOI 10.1519/15184.1), de Vet
/// and others 2006 (DOI 10.1016/j.jclinepi.2005.10.015).
package struct MeasurementError: Hashable, Sendable {
    /// √MSE, without the constant difference between readers.
    package let consistency: Double
    /// With the constant difference between readers: √(σ²readers + MSE).
    package let agreement: Double

    /// - Parameter rows: for each target, what each reader measured.
    /// - Throws: `StatisticsError`, as for `TwoWayVariance`; `noResidualVariance` when nothing but a
    ///   constant tells the readers apart.
    package init(rows: [[Double]]) throws(StatisticsError) {
        let variance = try TwoWayVariance(rows: rows)
        try variance.requireError()
        let (error, readers) = (variance.errorMeanSquare, variance.columnMeanSquare)
        consistency = error.squareRoot()
        agreement = (max(0, (readers - error) / Double(variance.targets)) + error).squareRoot()
    }

    /// The smallest change of one subject, measured twice, that is no error with 95 % probability:
    /// 1.96 √2 SEM.
    package static func minimumDetectableChange(_ standardError: Double) -> Double {
        1.96 * 2.0.squareRoot() * standardError
    }
}
