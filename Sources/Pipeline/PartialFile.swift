import Foundation
import SystemWords

/// A file that appears whole or not at all: it is written under a name of its own beside its place
/// and renamed.
///
/// It is locked while it is written, so that what a killed process left can be told from what
/// another process is writing, and removed.
package final class PartialFile {
    private static let mark = ".partial-"
    private static let bufferSize = 1 << 16

    static func isPartial(_ name: String) -> Bool { name.hasPrefix(mark) }

    /// Relative to the output folder; what messages call the file.
    private let path: String
    private let folder: URL
    /// Where it is until it is published; complete after `flush`.
    package let temporary: URL
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isPublished = false

    /// The bytes taken so far.
    package private(set) var length = 0

    /// - Parameter path: relative to `root`; its folder exists.
    package init(for path: String, in root: URL) throws(WriteError) {
        self.path = path
        folder = root.appending(path: path).deletingLastPathComponent()
        (temporary, descriptor) = try Self.create(in: folder, for: path)
    }

    deinit {
        close(descriptor)
        if !isPublished { unsafe unlink(temporary.path) }
    }

    func append(_ text: String) throws(WriteError) { try append(Array(text.utf8)) }

    package func append(_ bytes: [UInt8]) throws(WriteError) {
        length += bytes.count
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// The text of `range`, of what was taken so far.
    func text(at range: Range<Int>) throws(WriteError) -> String {
        try flush()
        let read = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { space, count in
            unsafe count = max(
                0, pread(descriptor, space.baseAddress, range.count, range.lowerBound))
        }
        guard read.count == range.count else { throw failure() }
        return String(decoding: read, as: UTF8.self)
    }

    /// Gives the file its name.
    ///
    /// - Parameters:
    ///   - name: in the same folder; unless stated the last part of the path.
    ///   - isSynced: whether it is to survive a loss of power from here on.
    func publish(as name: String? = nil, isSynced: Bool) throws(WriteError) {
        try rename(to: folder.appending(path: name ?? lastComponent), isSynced: isSynced)
    }

    /// Gives the file a place for ever: content and name survive a loss of power from here on.
    ///
    /// - Parameter place: on the same file system; its own place unless stated.
    package func publishForGood(at place: URL? = nil) throws(WriteError) {
        let place = place ?? folder.appending(path: lastComponent)
        try rename(to: place, isSynced: true)
        let folder = unsafe open(place.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw failure() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure() }
    }

    private var lastComponent: String { String(path.split(separator: "/").last ?? "") }

    private func rename(to place: URL, isSynced: Bool) throws(WriteError) {
        try flush()
        guard !isSynced || fsync(descriptor) == 0,
            unsafe Foundation.rename(temporary.path, place.path) == 0
        else { throw failure() }
        isPublished = true
    }

    package func flush() throws(WriteError) {
        var written = 0
        while written < buffer.count {
            let count = unsafe buffer.withUnsafeBytes { bytes in
                unsafe write(
                    descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count >= 0 || errno == EINTR else { throw failure() }
            written += max(0, count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func failure() -> WriteError { Self.failure(path) }

    private static func failure(_ path: String) -> WriteError {
        let code = POSIXErrorCode(rawValue: errno) ?? .EIO
        return .cannotWrite(path: path, reason: SystemWords.reason(POSIXError(code)))
    }
}

extension PartialFile {
    private static func create(
        in folder: URL, for path: String
    ) throws(WriteError) -> (URL, Int32) {
        while true {
            let name = mark + String(UInt64.random(in: .min ... .max), radix: 16)
            let file = folder.appending(path: name)
            let descriptor = unsafe open(file.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                if errno == EEXIST { continue }
                throw failure(path)
            }
            // A file system without locks keeps what is left behind: it is never held.
            _ = flock(descriptor, LOCK_EX | LOCK_NB)
            // Another process may have taken it for a leftover before it was locked.
            if FileManager.default.fileExists(atPath: file.path) { return (file, descriptor) }
            close(descriptor)
        }
    }

    /// The length of a finished file; `nil` when there is none. Foundation's answer looks up the
    /// names of owner and group, too.
    package static func byteCount(of path: String) -> Int? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Int(status.st_size)
    }

    /// Removes what killed processes left in a folder and below.
    package static func removeLeftovers(in folder: URL, recursively: Bool) {
        let options: FileManager.DirectoryEnumerationOptions =
            recursively ? [] : .skipsSubdirectoryDescendants
        let files = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: [], options: options)
        while let file = files?.nextObject() as? URL {
            guard isPartial(file.lastPathComponent) else { continue }
            let descriptor = unsafe open(file.path, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unsafe unlink(file.path) }
            close(descriptor)
        }
    }
}
