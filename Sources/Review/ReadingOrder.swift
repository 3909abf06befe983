import Digest

/// The order in which a reader is shown studies.
struct ReadingOrder {
    /// `nil` keeps the order of the plan.
    let seed: Int?
    let reader: String

    /// Indices of `names`. With a seed they are ordered by digest of seed, reader and name: random, and
    /// the same on every machine and day, whatever other studies there are.
    func order(of names: [String]) -> [Int] {
        guard let seed else { return Array(names.indices) }
        let keys = names.map { SHA256Digest(of: "\(seed) \(reader) \($0)").hexadecimal }
        return names.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
}
