import Foundation
import SystemWords

/// The few questions that ingesting asks the file system. Links are followed.
enum FileSystem {
    enum Kind: Hashable {
        case file(bytes: Int)
        case folder(identity: String)
        case other
    }

    static func name(of path: String) -> String {
        URL(fileURLWithPath: path).lastPathComponent
    }

    static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    /// Whether there is an entry of this name, be it a link that leads nowhere.
    static func exists(_ path: String) -> Bool {
        (try? FileStatus(of: path, followsLinks: false)) != nil
    }

    /// - Throws: `IngestError.unreadable`.
    static func kind(of path: String, input: String) throws(IngestError) -> Kind {
        let status: FileStatus
        do {
            status = try FileStatus(of: path, followsLinks: true)
        } catch {
            guard isUTF8(path) else { throw .nameNotUTF8(input: input) }
            let leadsNowhere: [POSIXErrorCode?] = [.ENOENT, .ELOOP]
            let isLink = (try? FileStatus(of: path, followsLinks: false))?.kind == .link
            throw .unreadable(
                input: input,
                detail: isLink && leadsNowhere.contains((error as? POSIXError)?.code)
                    ? "a link that leads nowhere" : SystemWords.reason(error))
        }
        return switch status.kind {
        case .file: .file(bytes: status.byteCount)
        case .folder: .folder(identity: status.identity)
        case .link, .other: .other
        }
    }

    /// The names in a folder, in the order of their UTF-8 bytes.
    static func names(in path: String, input: String) throws(IngestError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw .unreadable(input: input, detail: SystemWords.reason(error))
        }
    }

    /// False for a name that Foundation could only repair: the file cannot be reached by it.
    static func isUTF8(_ path: String) -> Bool { !path.unicodeScalars.contains("\u{FFFD}") }

    static func prefix(
        of path: String, length: Int, input: String
    ) throws(IngestError) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            return Array(try handle.read(upToCount: length) ?? Data())
        } catch {
            throw .unreadable(input: input, detail: SystemWords.reason(error))
        }
    }

    /// The whole file.
    static func bytes(
        of path: String, input: String, allowed: Int
    ) throws(IngestError) -> [UInt8] {
        let bytes = try prefix(of: path, length: allowed + 1, input: input)
        guard bytes.count <= allowed else {
            throw .tooLarge(input: input, bytes: bytes.count, allowed: allowed)
        }
        return bytes
    }
}
