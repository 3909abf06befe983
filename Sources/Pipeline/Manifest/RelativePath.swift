import Foundation

/// Paths as seen from one folder.
struct RelativePath: Sendable {
    private let base: [String]

    init(to folder: URL) { base = Self.components(folder.path) }

    func relative(_ path: String) -> String {
        let target = Self.components(path)
        let shared = zip(base, target).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: base.count - shared) + target.dropFirst(shared)
        return steps.joined(separator: "/")
    }

    func absolute(_ relative: String) -> String {
        let steps = relative.split(separator: "/").map(String.init)
        let folders = steps.reduce(into: base) { folders, step in
            if step == ".." { folders = folders.dropLast() } else { folders.append(step) }
        }
        return "/" + folders.joined(separator: "/")
    }

    /// Of the absolute path, without links: `..` leads back the way a link led in.
    private static func components(_ path: String) -> [String] {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
            .filter { $0 != "/" }
    }
}
