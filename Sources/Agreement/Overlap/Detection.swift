import Tracing

/// How many structures of a reference were found.
///
/// Structures are connected parts. A part of the reference and one of the other mask match when
/// their intersection over union reaches the threshold; pairs are taken from the highest ratio
/// down, each part once. Equal ratios: the part that comes first in scan order.
package struct Detection: Hashable, Sendable {
    package static let threshold = 0.3

    package var found: Int
    package var missed: Int
    package var spurious: Int

    package init(found: Int = 0, missed: Int = 0, spurious: Int = 0) {
        self.found = found
        self.missed = missed
        self.spurious = spurious
    }

    /// - Precondition: equal sizes.
    package init(reference: BinaryMask, other: BinaryMask, threshold: Double = Self.threshold) {
        precondition(reference.size == other.size, "masks of one grid")
        let parts = (Self.parts(of: reference), Self.parts(of: other))
        var shared: [Pair: Int] = [:]
        for (first, second) in zip(parts.0.indices, parts.1.indices) where first >= 0 && second >= 0
        {
            shared[Pair(first: Int(first), second: Int(second)), default: 0] += 1
        }
        let ratios = shared.map { pair, count in
            let union = parts.0.counts[pair.first] + parts.1.counts[pair.second] - count
            return (pair: pair, ratio: Double(count) / Double(union))
        }
        var matched: (first: Set<Int>, second: Set<Int>) = ([], [])
        for candidate in ratios.sorted(by: { ($1.ratio, $0.pair) < ($0.ratio, $1.pair) })
        where candidate.ratio >= threshold {
            let pair = candidate.pair
            guard !matched.first.contains(pair.first), !matched.second.contains(pair.second)
            else { continue }
            matched.first.insert(pair.first)
            matched.second.insert(pair.second)
        }
        found = matched.first.count
        missed = parts.0.counts.count - found
        spurious = parts.1.counts.count - found
    }

    private static func parts(of mask: BinaryMask) -> Components {
        Components(
            columns: mask.size.columns, rows: mask.size.rows, slices: mask.size.slices
        ) { mask.voxels[$0] }
    }

    private struct Pair: Hashable, Comparable {
        let first: Int
        let second: Int

        static func < (left: Pair, right: Pair) -> Bool {
            (left.first, left.second) < (right.first, right.second)
        }
    }
}
