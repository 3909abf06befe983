import Foundation
import Geometry

/// How coils shade a slice around one place: the gain relative to that place, a quadratic surface in the
/// logarithm, fitted to muscle.
struct ShadingField {
    private let centre: PixelPoint
    /// Of x, y, x², xy, y², in units of `scale`; 0 in the other lanes.
    private let terms: SIMD8<Double>
    /// mm.
    private let scale: Double
    private let spacing: PixelSpacing

    /// A pixel of muscle.
    struct Sample {
        let column: Int
        let row: Int
        let value: Float
    }

    /// Keeps the surface flat where muscle says little, as a share of the samples.
    private static let ridge = 1e-3
    private static let fewest = 200

    /// Without enough muscle, a gain of 1 everywhere.
    init(_ samples: [Sample], around centre: PixelPoint, spacing: PixelSpacing, scale: Double) {
        self.centre = centre
        self.spacing = spacing
        self.scale = scale
        let positive = samples.filter { $0.value > 0 }
        guard positive.count >= Self.fewest else {
            terms = .zero
            return
        }
        var matrix = [SIMD8<Double>](repeating: .zero, count: 6)
        var right = SIMD8<Double>.zero
        let across = spacing.betweenColumns.value / scale
        let down = spacing.betweenRows.value / scale
        for sample in positive {
            let row = Self.terms(
                (Double(sample.column) - centre.column) * across,
                (Double(sample.row) - centre.row) * down)
            right += row * log(Double(sample.value))
            for i in 0..<6 { matrix[i] += row[i] * row }
        }
        for i in 0..<5 { matrix[i][i] += Self.ridge * Double(positive.count) }
        var found = Self.solution(matrix, right)
        found[5] = 0
        terms = found
    }

    /// Of a pixel, by that of the centre.
    func gain(column: Int, row: Int) -> Double {
        let powers = Self.terms(
            (Double(column) - centre.column) * spacing.betweenColumns.value / scale,
            (Double(row) - centre.row) * spacing.betweenRows.value / scale)
        return exp((terms * powers).sum())
    }

    private static func terms(_ x: Double, _ y: Double) -> SIMD8<Double> {
        SIMD8(x, y, x * x, x * y, y * y, 1, 0, 0)
    }

    /// Of a symmetric positive definite system in the first six lanes (Cholesky).
    private static func solution(
        _ matrix: [SIMD8<Double>], _ right: SIMD8<Double>
    ) -> SIMD8<Double> {
        var lower = matrix
        var x = right
        for i in matrix.indices {
            for j in 0...i {
                let sum = (0..<j).reduce(lower[i][j]) { $0 - lower[i][$1] * lower[j][$1] }
                lower[i][j] = i == j ? max(sum, 1e-12).squareRoot() : sum / lower[j][j]
            }
            x[i] = ((0..<i).reduce(x[i]) { $0 - lower[i][$1] * x[$1] }) / lower[i][i]
        }
        for i in matrix.indices.reversed() {
            let later = (i + 1..<matrix.count).reduce(x[i]) { $0 - lower[$1][i] * x[$1] }
            x[i] = later / lower[i][i]
        }
        return x
    }
}
