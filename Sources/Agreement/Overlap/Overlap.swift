/// How far two masks of one grid cover each other.
package struct Overlap: Hashable, Sendable {
    package let first: Int
    package let second: Int
    package let shared: Int

    /// - Precondition: equal sizes.
    package init(_ first: BinaryMask, _ second: BinaryMask) {
        precondition(first.size == second.size, "masks of one grid")
        self.first = first.count
        self.second = second.count
        shared = zip(first.voxels, second.voxels).count { $0 && $1 }
    }

    /// 2 |A ∩ B| / (|A| + |B|) (Dice 1945, DOI 10.2307/1932409); `nil` when both are empty.
    package var dice: Double? {
        first + second > 0 ? Double(2 * shared) / Double(first + second) : nil
    }

    /// |A ∩ B| / |A ∪ B| (Jaccard 1912, DOI 10.1111/j.1469-8137.1912.tb05611.x); `nil` when both
    /// are empty.
    package var jaccard: Double? {
        let union = first + second - shared
        return union > 0 ? Double(shared) / Double(union) : nil
    }
}
