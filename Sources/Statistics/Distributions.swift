internal import CDistributions

/// Quantiles and probabilities, computed by Boost.Math.
package enum Distributions {
    package static func normalQuantile(
        _ probability: Double
    ) throws(StatisticsError) -> Double {
        try unsafe value { unsafe dist_normal_quantile(probability, $0) }
    }

    /// The share of a standard normal distribution below `value`.
    package static func normalProbability(
        below value: Double
    ) throws(StatisticsError) -> Double {
        try unsafe self.value { unsafe dist_normal_probability(value, $0) }
    }

    package static func studentQuantile(
        _ probability: Double, degrees: Double
    ) throws(StatisticsError) -> Double {
        try unsafe value { unsafe dist_student_quantile(probability, degrees, $0) }
    }

    package static func fisherQuantile(
        _ probability: Double, degrees numerator: Double, _ denominator: Double
    ) throws(StatisticsError) -> Double {
        try unsafe value { unsafe dist_fisher_quantile(probability, numerator, denominator, $0) }
    }

    private static func value(
        _ body: (UnsafeMutablePointer<Double>) -> Int32
    ) throws(StatisticsError) -> Double {
        var result = 0.0
        guard unsafe body(&result) == 1 else { throw .undefinedQuantile }
        return result
    }
}
