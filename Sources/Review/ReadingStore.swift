import Foundation
import JSON
import Pipeline

/// Where the file of a reader lies. One process at a time holds it.
struct ReadingStore {
    private let folder: OutputFolder
    private let name: String
    /// Open as long as the review lasts: the lock ends with it, however the process ends.
    private let lock: FileHandle

    static let marker = "review.json"

    /// - Throws: `ReviewError` when the folder holds something else, or another process has the reader.
    init(folder: URL, reader: String) throws(ReviewError) {
        do throws(WriteError) {
            self.folder = try OutputFolder(root: folder, marker: Self.marker)
            let mark = JSONValue.object([
                "tool": .string("nerve-measure"),
                "schema_version": .string(ReadingFile.schemaVersion),
            ])
            if !self.folder.contains(Self.marker) {
                try self.folder.write(mark.text, to: Self.marker)
            }
        } catch {
            throw .output(error)
        }
        name = ReadingFile.name(of: reader)
        lock = try Self.lock(folder, reader)
    }

    private static func lock(_ folder: URL, _ reader: String) throws(ReviewError) -> FileHandle {
        let file = folder.appending(path: ".\(reader).lock")
        if !FileManager.default.fileExists(atPath: file.path) {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        guard let handle = try? FileHandle(forUpdating: file) else {
            throw .output(.cannotWrite(path: file.lastPathComponent, reason: "it cannot be opened"))
        }
        // A file system without locks lets everybody in.
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            throw .readerInUse(reader: reader)
        }
        return handle
    }

    func read() throws(ReviewError) -> ReadingBook.SaidBefore {
        guard folder.contains(name) else { return ReadingBook.SaidBefore() }
        guard let bytes = folder.read(name) else {
            throw .unreadable("the reading file \(name) cannot be read; check its permissions")
        }
        return try ReadingFile.read(folder.root.appending(path: name).path, bytes)
    }

    /// The file has its old content or the new one at any time, also after a loss of power.
    func write(_ json: JSONValue) throws(ReviewError) {
        do throws(WriteError) {
            try folder.write(json.text, to: name, isSynced: true)
        } catch {
            throw .output(error)
        }
    }
}
