import Pipeline

/// The series that were seen last, ready to be measured again; older ones make room.
struct SeriesShelf {
    struct Key: Hashable, Sendable {
        let study: Int
        let input: Int

        init(_ address: FrameAddress) { (study, input) = (address.study, address.input) }
    }

    private var seen: [(key: Key, series: Result<SeriesBench.Seen, SeriesProblem>)] = []
    /// What the reader's seeds give.
    private var results: [Key: SeriesBench.Result] = [:]
    private(set) var requested: Set<Key> = []

    /// A series of 40 slices of 512 × 512 pixels takes 100 MB.
    private static let most = 2

    subscript(key: Key) -> Result<SeriesBench.Seen, SeriesProblem>? {
        seen.first { $0.key == key }?.series
    }

    func result(_ key: Key) -> SeriesBench.Result? { results[key] }

    mutating func keep(_ result: SeriesBench.Result?, of key: Key) { results[key] = result }

    mutating func insert(_ series: Result<SeriesBench.Seen, SeriesProblem>, at key: Key) {
        requested.remove(key)
        seen.removeAll { $0.key == key }
        seen.append((key, series))
        if seen.count > Self.most { results[seen.removeFirst().key] = nil }
    }

    /// - Returns: whether it was not asked for before.
    mutating func request(_ key: Key) -> Bool { requested.insert(key).inserted }
}
