/// The images that are there, and which of them a path means: the image of that path, and every one
/// whose path ends with it, or that the path ends with, by whole folders.
struct ImageNames {
    /// By name, each once and sorted.
    private let keys: [String: [String]]

    init(_ keys: some Sequence<String>) {
        self.keys = Dictionary(grouping: Set(keys), by: ImageKey.baseName).mapValues { $0.sorted() }
    }

    /// Sorted.
    func fitting(_ key: String) -> [String] {
        namesakes(of: key).filter { other in
            other == key || other.hasSuffix("/" + key) || key.hasSuffix("/" + other)
        }
    }

    /// The images of the same name in any folder, sorted.
    func namesakes(of key: String) -> [String] {
        keys[ImageKey.baseName(of: key)] ?? []
    }
}
