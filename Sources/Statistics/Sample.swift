/// Finite numbers, at least one.
package struct Sample: Hashable, Sendable {
    package let values: [Double]

    /// - Throws: `tooFew` below `minimum`, which is at least 1; `notFinite`.
    package init(_ values: [Double], minimum: Int = 1) throws(StatisticsError) {
        let needed = max(1, minimum)
        guard values.count >= needed else {
            throw .tooFew(.values, found: values.count, needed: needed)
        }
        guard values.allSatisfy(\.isFinite) else { throw .notFinite }
        self.values = values
    }

    package var count: Int { values.count }

    package var mean: Double { values.reduce(0, +) / Double(count) }

    /// With n − 1 in the denominator; 0 for a single value.
    package var variance: Double {
        guard count > 1 else { return 0 }
        let mean = mean
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    }

    package var standardDeviation: Double { variance.squareRoot() }

    package var median: Double { quantile(0.5) }

    /// Linear interpolation between order statistics: definition 7 of Hyndman and Fan 1996
    /// (DOI 10.1080/00031305.1996.10473566), the default of NumPy and R.
    ///
    /// - Parameter probability: is held within 0 and 1.
    package func quantile(_ probability: Double) -> Double {
        quantiles([probability])[0]
    }

    package func quantiles(_ probabilities: [Double]) -> [Double] {
        let sorted = values.sorted()
        return probabilities.map { probability in
            let place = min(max(probability, 0), 1) * Double(count - 1)
            let below = Int(place)
            let above = min(below + 1, count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
    }
}
