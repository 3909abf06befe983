import Foundation
import Synchronization

/// Paths as seen from one folder.
final class RelativePath: Sendable {
    private let base: [String]
    /// The last folder that was asked for: finding its links takes longer than all else.
    private let last = Mutex<(folder: String, components: [String])>(("", []))

    init(to folder: URL) { base = Self.components(folder.path) }

    func relative(_ path: String) -> String {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[...$0]) } ?? "."
        let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
        let target = last.withLock { last in
            if last.folder != folder { last = (folder, Self.components(folder)) }
            return last.components + [name]
        }
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

    /// Of the absolute path of a folder, without links: `..` leads back the way a link led in.
    private static func components(_ path: String) -> [String] {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
            .filter { $0 != "/" }
    }
}
