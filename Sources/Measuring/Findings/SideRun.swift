import Anatomy
import StudyModel

/// The longest run of neighbouring slices in which one side exceeds the other at the same level.
struct SideRun {
    /// Slices in which both sides are measured.
    let compared: Int
    /// Of the longest run.
    let length: Int
    /// Median over the run of the value by that of the other side; the largest factor without a run.
    let factor: Double

    /// Other-side slices this near along the normal are the same place; without one, the level's median
    /// stands in. mm.
    private static let near = 8.0

    /// - Parameters:
    ///   - height: of a slice along the normal, mm.
    ///   - threshold: least factor of every slice of the run.
    /// - Returns: `nil` when no slice can be compared.
    init?(
        of quantity: ComparedQuantity, at level: GlutealLevel, on own: NerveCourse,
        against other: NerveCourse, threshold: Double, height: (Int) -> Double
    ) {
        guard !own.isDivided(at: level), !other.isDivided(at: level) else { return nil }
        let reference = other.values(of: quantity, at: level)
        guard !reference.isEmpty else { return nil }
        let factors = own.values(of: quantity, at: level).map { slice, value in
            let close = reference.filter { abs(height($0.slice) - height(slice)) <= Self.near }
            return (slice, value / (close.isEmpty ? reference : close).map(\.value).middle)
        }
        guard let largest = factors.map(\.1).max() else { return nil }
        compared = factors.count
        let run = Self.longest(factors, threshold: threshold)
        length = run.count
        factor = run.isEmpty ? largest : run.middle
    }

    private static func longest(_ factors: [(Int, Double)], threshold: Double) -> [Double] {
        var best: [Double] = []
        var run: [Double] = []
        var last: Int?
        for (slice, factor) in factors {
            if last != slice - 1 { run = [] }
            last = slice
            run = factor >= threshold ? run + [factor] : []
            if run.count > best.count { best = run }
        }
        return best
    }
}
