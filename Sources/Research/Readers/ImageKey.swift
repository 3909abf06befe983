/// The name by which readers mean the same image: its path without the ending of a picture format.
enum ImageKey {
    /// Other parts after a point belong to the name, as the last number of a UID does.
    private static let endings = Set(
        "bmp dcm dicom gif hdr ima img jp2 jpeg jpg mha mhd nii nrrd png tif tiff"
            .split(separator: " ").map(String.init))

    /// One ending is taken off; two of gzip count as one.
    static func key(of path: String) -> String {
        let (folder, name) = parts(of: path)
        guard let ending = ending(of: name) else { return path }
        return folder + name.dropLast(ending.count)
    }

    /// Whether the name is that of a picture, of whatever format.
    static func isPicture(_ path: String) -> Bool { ending(of: parts(of: path).name) != nil }

    /// The key without folders.
    static func baseName(of key: String) -> String { String(parts(of: key).name) }

    /// With its points.
    private static func ending(of name: String) -> Substring? {
        let stem = name.lowercased().hasSuffix(".nii.gz") ? name.dropLast(3) : name[...]
        guard let dot = stem.lastIndex(of: "."), dot > stem.startIndex,
            endings.contains(stem[stem.index(after: dot)...].lowercased())
        else { return nil }
        return name[dot...]
    }

    private static func parts(of path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }
}
