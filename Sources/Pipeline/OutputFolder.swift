import Foundation
import SystemWords

/// Why the output cannot be written. `path` is relative to the output folder.
package enum WriteError: Error, Hashable, Sendable {
    case cannotCreate(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// The folder holds something that this program did not write.
    case occupied(path: String)

    package var message: String {
        switch self {
        case .cannotCreate(let path, let reason):
            "\(path) cannot be created (\(reason)); choose another output folder with -o"
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written (\(reason)); free some space or choose another folder with "
                + "-o, then repeat the command: finished studies are kept"
        case .occupied(let path):
            "\(path) holds files of another origin; choose an empty or new folder with -o"
        }
    }
}

/// The output folder. Every file appears whole or not at all: it is written under another name and
/// renamed.
package struct OutputFolder: Sendable {
    package let root: URL

    /// - Throws: `WriteError` when the folder cannot be made or belongs to something else.
    package init(root: URL) throws(WriteError) {
        self.root = root
        try Self.makeFolder(root, path: root.lastPathComponent)
        try refuseForeignContent()
    }

    package func write(_ text: String, to path: String) throws(WriteError) {
        try write(Array(text.utf8), to: path)
    }

    package func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
        let file = root.appending(path: path)
        try Self.makeFolder(file.deletingLastPathComponent(), path: path)
        do {
            try Data(bytes).write(to: file, options: .atomic)
        } catch {
            throw .cannotWrite(path: path, reason: SystemWords.reason(error))
        }
    }

    package func read(_ path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// `nil` when the file cannot be read.
    package func bytes(of path: String) -> [UInt8]? {
        (try? Data(contentsOf: root.appending(path: path))).map(Array.init)
    }

    package func contains(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    package func remove(_ path: String) throws(WriteError) {
        guard contains(path) else { return }
        do {
            try FileManager.default.removeItem(at: root.appending(path: path))
        } catch {
            throw .cannotWrite(path: path, reason: SystemWords.reason(error))
        }
    }

    /// Folders that hold a finished study and are none of `known`, sorted.
    package func studies(except known: [String]) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return Set(names).subtracting(known).filter { contains($0 + "/report.json") }.sorted()
    }

    private func refuseForeignContent() throws(WriteError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        guard names.isEmpty || names.contains("dataset.json") else {
            throw .occupied(path: root.lastPathComponent)
        }
    }

    private static func makeFolder(_ folder: URL, path: String) throws(WriteError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotCreate(path: path, reason: SystemWords.reason(error))
        }
    }
}
