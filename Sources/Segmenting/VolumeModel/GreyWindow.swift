import Raster

/// How the grey levels of a volume become a network's input: the square root, scaled so that two
/// percentiles of the volume lie at −1 and +1. The root leaves room for muscle and nerve beside a
/// bladder that is ten times brighter.
struct GreyWindow: Hashable, Sendable {
    private let low: Float
    private let scale: Float
    private let cap: Float

    /// Every how many rows and columns are looked at.
    static let stride = 4

    /// - Parameter planes: of one volume; at least one.
    init(_ planes: [Plane<Float>], recipe: VolumeRecipe) {
        var roots: [Float] = []
        for plane in planes {
            for row in Swift.stride(from: 0, to: plane.size.rows, by: Self.stride) {
                let start = row * plane.size.columns
                for column in Swift.stride(from: 0, to: plane.size.columns, by: Self.stride) {
                    roots.append(max(plane.samples[start + column], 0).squareRoot())
                }
            }
        }
        roots.sort()
        low = Self.percentile(recipe.low, of: roots)
        let high = Self.percentile(recipe.high, of: roots)
        scale = 2 / (max(high, low + 1) - low)
        cap = recipe.cap
    }

    /// Linear between the ranks, as numpy has it.
    private static func percentile(_ percent: Double, of sorted: [Float]) -> Float {
        let place = percent / 100 * Double(sorted.count - 1)
        let lower = Int(place)
        let upper = min(lower + 1, sorted.count - 1)
        let share = Float(place - Double(lower))
        return sorted[lower] * (1 - share) + sorted[upper] * share
    }

    func scaled(_ plane: Plane<Float>) -> Plane<Float> {
        Plane(
            size: plane.size,
            samples: plane.samples.map { sample in
                min(max((max(sample, 0).squareRoot() - low) * scale - 1, -cap), cap)
            })
    }
}
