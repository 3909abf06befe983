import Agreement

/// All that one reader said, by image.
struct Reader {
    enum Kind: String, CaseIterable {
        /// What `nerve-measure` wrote.
        case output
        case masks
        case table
        /// The file of a reader of `review`.
        case review
    }

    let kind: Kind
    /// By key, in the order found; each frame of an image once.
    let readings: [String: [Reading]]
    /// Files of a folder of masks that are none, relative to it, and why each is no image.
    var passedOver: [(name: String, reason: PassedOverFile.Reason)] = []

    /// - Parameter name: what a message calls a reading.
    init(kind: Kind, _ found: [Reading], name: (Reading) -> String) {
        self.kind = kind
        var readings: [String: [Reading]] = [:]
        for reading in found {
            var known = readings[reading.key, default: []]
            if let place = known.firstIndex(where: { $0.frame == reading.frame }) {
                known[place].content = Self.repeated(name(known[place]), name(reading))
            } else {
                known.append(reading)
            }
            readings[reading.key] = known
        }
        self.readings = readings
    }

    private static func repeated(_ first: String, _ second: String) -> Reading.Content {
        .unusable(
            ReadingPair.Reason(
                code: "duplicate",
                explanation: "\(first) and \(second) stand for the same image; keep one"))
    }

    func passedOver(as reader: PassedOverFile.Reader) -> [PassedOverFile] {
        passedOver.map { PassedOverFile(reader: reader, name: $0.name, reason: $0.reason) }
    }

    /// What lies at `path`: an output folder, a folder of masks, a table, or the file of a review.
    static func at(_ path: String) throws(ResearchError) -> Reader {
        guard try Files.isFolder(path) else {
            if let reader = try ReviewFile.reader(path) { return reader }
            return try AreaTable.reader(path)
        }
        guard Files.exists(path + "/dataset.json"), Files.exists(path + "/items.tsv") else {
            return try MaskFolder.reader(path)
        }
        return try OutputReader.reader(path)
    }
}
