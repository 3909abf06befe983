/// The natural cubic spline that minimises Σ (yᵢ − f(xᵢ))² + λ ∫ f″² (Reinsch 1967,
/// doi:10.1007/BF02162161), by its values and second derivatives at the knots.
struct SmoothingSpline {
    let knots: [Double]
    let values: [Double]
    /// Second derivatives; 0 at the ends.
    let bends: [Double]

    /// - Precondition: at least two knots, increasing; as many values.
    init(knots: [Double], values: [Double], penalty: Double) {
        precondition(knots.count > 1 && knots.count == values.count, "a value for every knot")
        self.knots = knots
        let inner = Self.innerBends(knots: knots, values: values, penalty: penalty)
        bends = [0] + inner + [0]
        let steps = zip(knots, knots.dropFirst()).map { $1 - $0 }
        var fitted = values
        for (index, bend) in inner.enumerated() {
            let (below, above) = (1 / steps[index], 1 / steps[index + 1])
            fitted[index] -= penalty * below * bend
            fitted[index + 1] += penalty * (below + above) * bend
            fitted[index + 2] -= penalty * above * bend
        }
        self.values = fitted
    }

    /// The first derivative at a knot.
    func slope(at index: Int) -> Double {
        let i = min(index, knots.count - 2)
        let step = knots[i + 1] - knots[i]
        let chord = (values[i + 1] - values[i]) / step
        return index == i
            ? chord - step * (2 * bends[i] + bends[i + 1]) / 6
            : chord + step * (bends[i] + 2 * bends[i + 1]) / 6
    }

    /// Solves (R + λ QᵀQ) γ = Qᵀy, which is symmetric with five diagonals.
    private static func innerBends(
        knots: [Double], values: [Double], penalty: Double
    ) -> [Double] {
        let count = knots.count - 2
        guard count > 0 else { return [] }
        let steps = zip(knots, knots.dropFirst()).map { $1 - $0 }
        let inverse = steps.map { 1 / $0 }
        var bands = Bands(count: count)
        var right = [Double](repeating: 0, count: count)
        for i in 0..<count {
            let (a, b) = (inverse[i], inverse[i + 1])
            right[i] = (values[i + 2] - values[i + 1]) * b - (values[i + 1] - values[i]) * a
            bands.diagonal[i] =
                (steps[i] + steps[i + 1]) / 3 + penalty * (a * a + (a + b) * (a + b) + b * b)
            if i + 1 < count {
                let c = inverse[i + 2]
                bands.first[i] = steps[i + 1] / 6 - penalty * b * (a + 2 * b + c)
            }
            if i + 2 < count { bands.second[i] = penalty * b * inverse[i + 2] }
        }
        return bands.solution(right)
    }

    /// A symmetric positive definite matrix of five diagonals.
    private struct Bands {
        var diagonal: [Double]
        var first: [Double]
        var second: [Double]

        init(count: Int) {
            diagonal = [Double](repeating: 0, count: count)
            first = diagonal
            second = diagonal
        }

        /// By L D Lᵀ.
        func solution(_ right: [Double]) -> [Double] {
            var (d, u, v, x) = (diagonal, first, second, right)
            for i in d.indices {
                if i > 0 { d[i] -= d[i - 1] * u[i - 1] * u[i - 1] }
                if i > 1 { d[i] -= d[i - 2] * v[i - 2] * v[i - 2] }
                if i > 0 { u[i] -= d[i - 1] * u[i - 1] * v[i - 1] }
                u[i] /= d[i]
                v[i] /= d[i]
                if i > 0 { x[i] -= u[i - 1] * x[i - 1] }
                if i > 1 { x[i] -= v[i - 2] * x[i - 2] }
            }
            for i in d.indices { x[i] /= d[i] }
            for i in d.indices.reversed() {
                if i + 1 < d.count { x[i] -= u[i] * x[i + 1] }
                if i + 2 < d.count { x[i] -= v[i] * x[i + 2] }
            }
            return x
        }
    }
}
