import Geometry
import Raster

/// Resizing by a triangle filter whose support grows as the picture shrinks, so that nothing
/// aliases: Pillow's `BILINEAR` on float images, horizontal pass first.
package struct TriangleFilter {
    /// The source positions that make one output position, and their weights, which sum to 1.
    private struct Taps {
        let first: Int
        let weights: [Float]
    }

    /// A part of `plane`, resized; only pixels inside `box` contribute.
    ///
    /// - Precondition: `box` lies inside the plane.
    package static func resized(
        _ plane: Plane<Float>, box: PixelBox, columns: Int, rows: Int
    ) -> Plane<Float> {
        let across = taps(from: box.columns, to: columns)
        let down = taps(from: box.rows, to: rows)
        guard let narrowSize = PlaneSize(columns: columns, rows: box.rows),
            let size = PlaneSize(columns: columns, rows: rows)
        else { preconditionFailure("a resized picture is never empty") }
        var narrow = Plane<Float>(size: narrowSize, filledWith: 0)
        for row in 0..<box.rows {
            let start = (box.row + row) * plane.size.columns + box.column
            for column in 0..<columns {
                let tap = across[column]
                var sum: Float = 0
                for index in tap.weights.indices {
                    sum += plane.samples[start + tap.first + index] * tap.weights[index]
                }
                narrow.samples[row * columns + column] = sum
            }
        }
        var result = Plane<Float>(size: size, filledWith: 0)
        for row in 0..<rows {
            for (index, weight) in down[row].weights.enumerated() {
                let source = (down[row].first + index) * columns
                for column in 0..<columns {
                    result.samples[row * columns + column] +=
                        weight * narrow.samples[source + column]
                }
            }
        }
        return result
    }

    private static func taps(from source: Int, to target: Int) -> [Taps] {
        let scale = Double(source) / Double(target)
        let support = max(scale, 1)
        return (0..<target).map { position in
            let centre = (Double(position) + 0.5) * scale
            let first = max(0, Int((centre - support + 0.5).rounded(.down)))
            let end = min(source, Int((centre + support + 0.5).rounded(.down)))
            let weights = (first..<end).map {
                max(0, 1 - abs((Double($0) - centre + 0.5) / support))
            }
            let sum = weights.reduce(0, +)
            return Taps(first: first, weights: weights.map { Float($0 / sum) })
        }
    }
}
