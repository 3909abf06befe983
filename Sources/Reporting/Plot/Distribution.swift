/// Counts of a quantity in bins that are fixed beforehand, so that values need not be kept.
package struct Distribution: Hashable, Sendable {
    /// Bins of one width from a lowest value on; each holds its lower end, the last one both.
    package struct Bins: Hashable, Sendable {
        package let lowest: Double
        package let width: Double
        package let count: Int

        var highest: Double { lowest + Double(count) * width }
    }

    package let bins: Bins
    package private(set) var counts: [Int]
    /// Values that no bin holds.
    package private(set) var below = 0
    package private(set) var above = 0

    package init(_ bins: Bins) {
        self.bins = bins
        counts = Array(repeating: 0, count: bins.count)
    }

    /// Values that are not finite are not counted.
    package mutating func add(_ value: Double) {
        guard value.isFinite else { return }
        // A hair to the right, so that 0.3 is in the bin from 0.3 on.
        let steps = (value - bins.lowest) / bins.width + 1e-9
        // The highest value belongs to the last bin.
        let place = value == bins.highest ? Double(bins.count - 1) : steps.rounded(.down)
        if place < 0 {
            below += 1
        } else if place < Double(bins.count) {
            counts[Int(place)] += 1
        } else {
            above += 1
        }
    }

    package mutating func add(_ other: Distribution) {
        for index in counts.indices { counts[index] += other.counts[index] }
        below += other.below
        above += other.above
    }

    package var total: Int { counts.reduce(below + above, +) }

    /// The bins that hold something, from the first to the last; `nil` when none does.
    package var occupied: Range<Int>? {
        guard let first = counts.firstIndex(where: { $0 > 0 }),
            let last = counts.lastIndex(where: { $0 > 0 })
        else { return nil }
        return first..<last + 1
    }

    /// The bin in which the middle value lies; `nil` when it is in none.
    package var medianBin: ClosedRange<Double>? {
        var rest = (total + 1) / 2 - below
        guard total > 0, rest > 0 else { return nil }
        for (index, count) in counts.enumerated() {
            rest -= count
            if rest <= 0 {
                let low = bins.lowest + Double(index) * bins.width
                return low...(low + bins.width)
            }
        }
        return nil
    }
}
