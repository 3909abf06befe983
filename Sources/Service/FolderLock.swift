import Foundation

/// Keeps a second service out of the same folder; the system releases it when the process ends.
final class FolderLock {
    private let handle: FileHandle

    /// `nil` when another process has it.
    init?(_ folder: URL) {
        let file = folder.appending(path: "lock")
        if !FileManager.default.fileExists(atPath: file.path) {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        guard let handle = try? FileHandle(forUpdating: file),
            flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0
        else { return nil }
        self.handle = handle
    }
}
