import Foundation
import Raster

/// Gaussian smoothing before a view is made coarser than its source.
enum GaussianBlur {
    /// - Parameter sigma: source pixels; borders are mirrored about the border pixel.
    static func blurred(_ plane: Plane<Float>, sigma: Double) -> Plane<Float> {
        let radius = Int((4 * sigma).rounded())
        guard radius > 0 else { return plane }
        let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = weights.reduce(0, +)
        let taps = weights.map { Float($0 / sum) }
        return down(across(plane, taps), taps)
    }

    private static func mirrored(_ index: Int, _ count: Int) -> Int {
        var index = abs(index)
        if index >= count { index = 2 * (count - 1) - index }
        return min(max(index, 0), count - 1)
    }

    private static func across(_ plane: Plane<Float>, _ taps: [Float]) -> Plane<Float> {
        let (columns, radius) = (plane.size.columns, taps.count / 2)
        let sources = (-radius..<columns + radius).map { mirrored($0, columns) }
        var result = plane
        var line = [Float](repeating: 0, count: columns + 2 * radius)
        for row in 0..<plane.size.rows {
            let start = row * columns
            for index in line.indices { line[index] = plane.samples[start + sources[index]] }
            for column in 0..<columns {
                var sum: Float = 0
                for tap in taps.indices { sum += taps[tap] * line[column + tap] }
                result.samples[start + column] = sum
            }
        }
        return result
    }

    private static func down(_ plane: Plane<Float>, _ taps: [Float]) -> Plane<Float> {
        let (columns, rows, radius) = (plane.size.columns, plane.size.rows, taps.count / 2)
        var result = Plane<Float>(size: plane.size, filledWith: 0)
        for row in 0..<rows {
            let start = row * columns
            for tap in taps.indices {
                let source = mirrored(row + tap - radius, rows) * columns
                let weight = taps[tap]
                for column in 0..<columns {
                    result.samples[start + column] += weight * plane.samples[source + column]
                }
            }
        }
        return result
    }
}
