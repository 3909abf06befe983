import Foundation

extension SHA256Digest {
    /// Of a file, read in pieces of 1 MiB.
    ///
    /// - Throws: what Foundation says when it cannot be read.
    package init(ofFile path: String) throws {
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        var hasher = SHA256Hasher()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            hasher.update(Array(piece))
        }
        self = hasher.finish()
    }
}
