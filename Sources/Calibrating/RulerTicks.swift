import Raster

/// A depth ruler burned into the picture: short bright marks at equal distances down a dark column.
///
/// Evidence only. What a tick stands for is written in the picture and not read here, so that ticks
/// can contradict a scale but never supply one.
package struct RulerTicks: Hashable, Sendable {
    /// Columns in which the marks were seen.
    package let columns: ClosedRange<Int>
    /// Row of the first tick.
    package let firstRow: Double
    package let pixelsBetweenTicks: Double
    package let tickCount: Int
    /// Every how many ticks a longer one stands; `nil` when none is longer or without a rule.
    package let ticksBetweenLongOnes: Int?

    /// Tick distances that scanners draw, in millimetres.
    package static let usualIntervals: [Double] = [1, 2, 2.5, 5, 10]
    /// Distances of long ticks that scanners draw, in millimetres.
    package static let usualLongIntervals: [Double] = [5, 10, 50]

    /// What one tick may stand for, in millimetres; the long ticks narrow it down.
    package var plausibleIntervals: [Double] {
        guard let ticksBetweenLongOnes else { return Self.usualIntervals }
        let narrowed = Self.usualIntervals.filter {
            Self.usualLongIntervals.contains($0 * Double(ticksBetweenLongOnes))
        }
        return narrowed.isEmpty ? Self.usualIntervals : narrowed
    }

    /// Whether a spacing gives the ticks one of their plausible distances, within `tolerance`.
    ///
    /// Ticks stand on whole pixels, so a ruler of 5 ticks 20 pixels apart is known to about 1 %; the
    /// tolerance of 3 % leaves the next plausible distance (2 and 2.5 mm) well apart.
    package func agree(withMillimetresBetweenRows spacing: Double, tolerance: Double = 0.03)
        -> Bool
    {
        plausibleIntervals.contains {
            abs(pixelsBetweenTicks * spacing / $0 - 1) <= tolerance
        }
    }

    /// The ruler of a picture of grey levels 0…255; `nil` when none is seen.
    ///
    /// Every other column is searched, and a ruler must be seen in two of them side by side: ticks
    /// are at least three pixels wide.
    package init?(in plane: Plane<Float>) {
        var best: (columns: ClosedRange<Int>, ticks: TickProgression, column: TickColumn)?
        var previous: (column: Int, ticks: TickProgression)?
        for column in stride(from: 0, to: plane.size.columns, by: 2) {
            guard let marks = TickColumn(column, of: plane),
                let ticks = TickProgression(of: marks.centres, rows: plane.size.rows)
            else {
                previous = nil
                continue
            }
            if let before = previous, before.ticks.isContinued(by: ticks) {
                if let found = best, found.columns.upperBound == before.column,
                    found.ticks.isContinued(by: ticks)
                {
                    best?.columns = found.columns.lowerBound...column
                } else if ticks.count > best?.ticks.count ?? 0 {
                    best = (before.column...column, ticks, marks)
                }
            }
            previous = (column, ticks)
        }
        guard let best else { return nil }
        columns = best.columns
        firstRow = best.ticks.first
        pixelsBetweenTicks = best.ticks.period
        tickCount = best.ticks.count
        ticksBetweenLongOnes = best.ticks.ticksBetweenLongOnes(
            lengths: best.column.lengths(near: best.columns, in: plane),
            centres: best.column.centres)
    }
}
