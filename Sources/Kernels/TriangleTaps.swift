/// Source positions and weights of a triangle filter whose support grows as the picture shrinks:
/// Pillow's `BILINEAR`. Enlarging, it is bilinear interpolation with half-pixel centres.
struct TriangleTaps {
    /// First source position of each output position.
    let first: [Int32]
    /// `taps` weights for each output position; they sum to 1.
    let weights: [Float]
    /// The same number for every position: short ones are filled with zeros.
    let taps: Int

    /// - Parameters:
    ///   - source: length of the source, at least 1.
    ///   - target: length of the result, at least 1.
    init(from source: Int, to target: Int) {
        let exact = Self.exact(from: source, to: target)
        let taps = exact.map(\.weights.count).max() ?? 1
        self.taps = taps
        first = exact.map { Int32(min($0.first, source - taps)) }
        weights = exact.flatMap { position in
            let shift = position.first - min(position.first, source - taps)
            let zeros = [Float](repeating: 0, count: taps - position.weights.count - shift)
            return [Float](repeating: 0, count: shift) + position.weights.map(Float.init) + zeros
        }
    }

    /// Unpadded, in `Double`.
    static func exact(from source: Int, to target: Int) -> [(first: Int, weights: [Double])] {
        let scale = Double(source) / Double(target)
        let support = max(scale, 1)
        return (0..<target).map { position in
            let centre = (Double(position) + 0.5) * scale
            let first = max(0, Int((centre - support + 0.5).rounded(.down)))
            let end = min(source, Int((centre + support + 0.5).rounded(.down)))
            let weights = (first..<max(end, first + 1)).map {
                max(0, 1 - abs((Double($0) - centre + 0.5) / support))
            }
            let sum = weights.reduce(0, +)
            return (first, weights.map { $0 / sum })
        }
    }
}
