import Digest

/// One of `count` parts of a plan. A study belongs to the same part wherever it is worked.
package struct Shard: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let count: Int

    package static let whole = Shard(whole: 1)

    private init(whole: Int) { (number, count) = (whole, whole) }

    /// `nil` unless 1 ≤ number ≤ count ≤ 100,000.
    package init?(number: Int, of count: Int) {
        guard (1...100_000).contains(count), (1...count).contains(number) else { return nil }
        self.number = number
        self.count = count
    }

    /// By the digest of the study's folder name, so that studies spread evenly in any order.
    func holds(_ study: PlannedStudy) -> Bool {
        let value = SHA256Digest(of: study.folder).bytes.prefix(6)
            .reduce(0) { $0 << 8 | Int($1) }
        return value % count == number - 1
    }
}
