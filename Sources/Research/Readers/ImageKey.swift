/// The name by which readers mean the same image: its path without extension.
enum ImageKey {
    /// Two endings of gzip count as one.
    static func key(of path: String) -> String {
        let (folder, name) = parts(of: path)
        var stem = name[...]
        if stem.lowercased().hasSuffix(".gz") { stem = stem.dropLast(3) }
        if let dot = stem.lastIndex(of: "."), dot > stem.startIndex { stem = stem[..<dot] }
        return folder + stem
    }

    /// The key without folders.
    static func baseName(of key: String) -> String { String(parts(of: key).name) }

    private static func parts(of path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }
}
