/// Offsets of pieces of storage in one arena: pieces in use at the same time do not overlap.
struct ArenaLayout: Sendable {
    let offsets: [Int]
    let count: Int

    /// Largest first, each at the lowest place that is free while it lives.
    init(_ roots: [StorageAssignment.Root]) {
        var placed: [(range: Range<Int>, life: ClosedRange<Int>)] = []
        var offsets = [Int](repeating: 0, count: roots.count)
        let order = roots.indices.sorted {
            (roots[$1].count, $0) < (roots[$0].count, $1)
        }
        for index in order {
            let root = roots[index]
            let life = root.birth...max(root.birth, root.death)
            let rivals = placed.filter { $0.life.overlaps(life) }
                .sorted { $0.range.lowerBound < $1.range.lowerBound }
            var start = 0
            for rival in rivals where rival.range.lowerBound < start + root.count {
                start = max(start, rival.range.upperBound)
            }
            offsets[index] = start
            placed.append((start..<(start + root.count), life))
        }
        self.offsets = offsets
        count = placed.map(\.range.upperBound).max() ?? 0
    }
}
