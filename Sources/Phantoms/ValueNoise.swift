/// Smooth random variation: values at the knots of a grid, blended between them.
struct ValueNoise: Sendable {
    private let values: [Float]
    private static let side = 64
    private let inverseLateral: Double
    private let inverseDepth: Double

    /// - Parameters: distances between knots in mm. The pattern repeats after 64 knots.
    init(lateral: Double, depth: Double, random: inout RandomStream) {
        inverseLateral = 1 / lateral
        inverseDepth = 1 / depth
        var drawn: [Float] = []
        for _ in 0..<Self.side * Self.side { drawn.append(random.nearlyNormal()) }
        values = drawn
    }

    /// Mean 0, variance below 1.
    func value(lateral: Double, depth: Double) -> Float {
        let x = lateral * inverseLateral
        let y = depth * inverseDepth
        let column = x.rounded(.down)
        let row = y.rounded(.down)
        let u = smooth(Float(x - column))
        let v = smooth(Float(y - row))
        let left = Int(column) & 63
        let right = (left + 1) & 63
        let top = (Int(row) & 63) << 6
        let bottom = (top + 64) & 4095
        let upper = values[top + left] + (values[top + right] - values[top + left]) * u
        let lower = values[bottom + left] + (values[bottom + right] - values[bottom + left]) * u
        return upper + (lower - upper) * v
    }

    private func smooth(_ t: Float) -> Float { t * t * (3 - 2 * t) }
}
