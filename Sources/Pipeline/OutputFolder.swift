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

    /// - Parameter marker: the file by which a folder that is not empty is known as one of ours.
    /// - Throws: `WriteError` when the folder cannot be made or belongs to something else.
    package init(root: URL, marker: String = "dataset.json") throws(WriteError) {
        self.root = root
        try Self.makeFolder(root, path: root.lastPathComponent)
        try refuseForeignContent(marker: marker)
    }

    /// - Parameter isSynced: whether the file is to survive a loss of power. Files of a study are many,
    ///   and `FinishedStudy` tells which are whole.
    package func write(
        _ text: String, to path: String, isSynced: Bool = false
    ) throws(WriteError) {
        try write(Array(text.utf8), to: path, isSynced: isSynced)
    }

    package func write(
        _ bytes: [UInt8], to path: String, isSynced: Bool = false
    ) throws(WriteError) {
        let file = try open(path)
        try file.append(bytes)
        try file.publish(isSynced: isSynced)
    }

    /// The same, to survive a loss of power.
    package func writeForGood(_ text: String, to path: String) throws(WriteError) {
        let file = try open(path)
        try file.append(text)
        try file.publishForGood()
    }

    /// A file to be written piece by piece.
    package func open(_ path: String) throws(WriteError) -> PartialFile {
        try Self.makeFolder(root.appending(path: path).deletingLastPathComponent(), path: path)
        return try PartialFile(for: path, in: root)
    }

    /// `nil` when the file cannot be read.
    package func read(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: root.appending(path: path))).map(Array.init)
    }

    package func contains(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// `nil` when there is no such file.
    func byteCount(of path: String) -> Int? {
        PartialFile.byteCount(of: root.appending(path: path).path)
    }

    /// Removes what killed processes left half written in a study's folder; without one, in the
    /// output folder itself.
    func removeLeftovers(in study: String? = nil) {
        PartialFile.removeLeftovers(
            in: study.map { root.appending(path: $0) } ?? root, recursively: study != nil)
    }

    package func remove(_ path: String) throws(WriteError) {
        guard contains(path) else { return }
        do {
            try FileManager.default.removeItem(at: root.appending(path: path))
        } catch {
            throw .cannotWrite(path: path, reason: SystemWords.reason(error))
        }
    }

    /// Removes what an earlier run wrote and this one does not, so that they do not mix.
    ///
    /// - Parameters:
    ///   - names: that this run writes.
    ///   - known: all that a run may write.
    /// - Throws: `occupied` for anything else in the folder.
    package func removeOthers(than names: Set<String>, of known: Set<String>) throws(WriteError) {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        let others = found.filter { !PartialFile.isPartial($0) && !names.contains($0) }
        guard others.allSatisfy(known.contains) else {
            throw .occupied(path: root.lastPathComponent)
        }
        for name in others { try remove(name) }
    }

    /// Folders that hold a finished study and are not known, sorted.
    package func studies(except isKnown: (String) -> Bool) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.filter { !isKnown($0) && contains($0 + "/report.json") }.sorted()
    }

    private func refuseForeignContent(marker: String) throws(WriteError) {
        guard !contains(marker) else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        guard names.allSatisfy(PartialFile.isPartial) else {
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
