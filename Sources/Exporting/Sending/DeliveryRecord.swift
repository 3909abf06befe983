import DICOMFiles
import Digest
import Foundation

/// A file that remembers what was delivered to whom, line by line: SHA-256 of the object, a tab, the
/// peer. It names no patient, and what is in it need not be sent again.
///
/// A line is on the disk before the next object is sent. After a loss of power at most the last line
/// is cut short; it counts for nothing.
package final class DeliveryRecord {
    private let handle: FileHandle
    private var lines: Set<String>

    /// - Throws: what Foundation says when the file cannot be read or made.
    package init(path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        handle = try FileHandle(forUpdating: URL(filePath: path))
        let text = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        lines = Set(text.split(separator: "\n").map(String.init))
        if !text.isEmpty, !text.hasSuffix("\n") { try handle.write(contentsOf: Data("\n".utf8)) }
    }

    deinit { try? handle.close() }

    package func holds(_ object: SHA256Digest, at peer: DICOMPeer) -> Bool {
        lines.contains(Self.line(object, peer))
    }

    /// - Throws: what Foundation says when the disk takes no more.
    package func add(_ object: SHA256Digest, at peer: DICOMPeer) throws {
        let line = Self.line(object, peer)
        guard lines.insert(line).inserted else { return }
        try handle.write(contentsOf: Data((line + "\n").utf8))
        try handle.synchronize()
    }

    private static func line(_ object: SHA256Digest, _ peer: DICOMPeer) -> String {
        "\(object.hexadecimal)\t\(peer.text)"
    }
}
