import Agreement

/// Which image of one reader is which of the other: by path without extension, else where one path is
/// the end of the other and either fits no further image.
struct ReaderMatch {
    /// An image without a partner, and why.
    struct Lonely {
        let key: String
        let status: ReadingPair.Status
        let reason: ReadingPair.Reason
    }

    /// Keys of the reference with the key of the other reader.
    let pairs: [(reference: String, against: String)]
    let onlyReference: [Lonely]
    let onlyAgainst: [Lonely]

    init(reference: Reader, against: Reader) {
        let ours = ImageNames(reference.readings.keys)
        let theirs = ImageNames(against.readings.keys)
        var left = Set(against.readings.keys)
        var pairs: [(String, String)] = []
        var lonely: [String] = []
        for key in reference.readings.keys.sorted() {
            if left.remove(key) != nil {
                pairs.append((key, key))
            } else if let other = Self.only(theirs.fitting(key)),
                Self.only(ours.fitting(other)) == key
            {
                left.remove(other)
                pairs.append((key, other))
            } else {
                lonely.append(key)
            }
        }
        self.pairs = pairs
        onlyReference = lonely.map {
            Self.lonely($0, .onlyReference, among: theirs, of: "the other reader")
        }
        onlyAgainst = left.sorted().map {
            Self.lonely($0, .onlyAgainst, among: ours, of: "the reference")
        }
    }

    /// Every image, by the key that its row is known by.
    var images: ImageNames {
        ImageNames(pairs.map(\.reference) + (onlyReference + onlyAgainst).map(\.key))
    }

    private static func only(_ keys: [String]) -> String? { keys.count == 1 ? keys[0] : nil }

    /// An image that may be one of the other reader's fails; which one it is would be a guess.
    private static func lonely(
        _ key: String, _ status: ReadingPair.Status, among others: ImageNames, of reader: String
    ) -> Lonely {
        let fitting = others.fitting(key)
        guard fitting.isEmpty else {
            return Lonely(
                key: key, status: .failed,
                reason: ReadingPair.Reason(
                    code: "ambiguousName",
                    explanation: "\(key) may be \(words(fitting)) of \(reader), and more images "
                        + "than these fit; give both readers the same folders"))
        }
        let namesakes = others.namesakes(of: key)
        let hint =
            namesakes.isEmpty
            ? "" : "; \(words(namesakes)) is called so too and lies in another folder"
        return Lonely(
            key: key, status: status,
            reason: ReadingPair.Reason(
                code: status.rawValue, explanation: "\(reader) has no image of this path\(hint)"))
    }

    /// The first few of some keys.
    private static func words(_ keys: [String]) -> String {
        keys.prefix(3).joined(separator: " or ") + (keys.count > 3 ? " or others" : "")
    }
}
