import Foundation
import SystemWords

/// The few questions that are asked of the file system. Links to files are followed.
package enum Files {
    /// A table with a million rows is about this large.
    static let maximumTableBytes = 1 << 28
    static let maximumMaskBytes = 1 << 28

    static func isFolder(_ path: String) throws(ResearchError) -> Bool {
        guard exists(path) else { throw .missing(path: path) }
        let url = URL(filePath: path).resolvingSymlinksInPath()
        return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func bytes(of path: String, allowed: Int) throws(ResearchError) -> [UInt8] {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: allowed + 1) ?? Data()
        } catch {
            throw .unreadable(path: path, reason: SystemWords.reason(error))
        }
        guard data.count <= allowed else {
            throw .unreadable(path: path, reason: "more than \(allowed) bytes")
        }
        return [UInt8](data)
    }

    static func table(_ path: String) throws(ResearchError) -> TSVTable {
        let bytes = try bytes(of: path, allowed: maximumTableBytes)
        do throws(TableProblem) {
            return try TSVTable(bytes, file: name(of: path))
        } catch {
            throw .table(error)
        }
    }

    static func name(of path: String) -> String { URL(filePath: path).lastPathComponent }

    static func folder(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path
    }

    /// Files of a folder and its folders, relative to it, sorted; names that start with a dot are
    /// passed over.
    package static func files(in folder: String) throws(ResearchError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        } catch {
            throw .unreadable(path: folder, reason: SystemWords.reason(error))
        }
        return names.filter { name in
            !name.split(separator: "/").contains { $0.hasPrefix(".") }
                && (try? isFolder(folder + "/" + name)) == false
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
