import Agreement

/// Which image of one reader is which of the other: by path without extension, else by name alone
/// where that name is unique on both sides.
struct ReaderMatch {
    /// Keys of the reference with the key of the other reader.
    let pairs: [(reference: String, against: String)]
    let onlyReference: [String]
    let onlyAgainst: [String]

    init(reference: Reader, against: Reader) {
        var pairs: [(String, String)] = []
        var left = Set(against.readings.keys)
        var unmatched: [String] = []
        for key in reference.readings.keys.sorted() {
            if left.remove(key) != nil {
                pairs.append((key, key))
            } else {
                unmatched.append(key)
            }
        }
        let names = Dictionary(grouping: left.sorted(), by: ImageKey.baseName)
        let wanted = Dictionary(grouping: unmatched, by: ImageKey.baseName)
        var lonely: [String] = []
        for key in unmatched {
            let name = ImageKey.baseName(of: key)
            if let others = names[name], others.count == 1, wanted[name]?.count == 1 {
                pairs.append((key, others[0]))
                left.remove(others[0])
            } else {
                lonely.append(key)
            }
        }
        self.pairs = pairs.sorted { $0.0 < $1.0 }
        onlyReference = lonely
        onlyAgainst = left.sorted()
    }
}
