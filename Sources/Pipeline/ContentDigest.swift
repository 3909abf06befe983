import Digest
import Ingesting

/// SHA-256 of inputs.
enum ContentDigest {
    /// - Parameter input: what messages call the file.
    /// - Throws: `IngestError.unreadable`.
    static func of(_ path: String, input: String) throws(IngestError) -> SHA256Digest {
        do {
            return try SHA256Digest(ofFile: path)
        } catch {
            throw .unreadable(input: input, detail: "reading stopped early")
        }
    }

    /// `nil` without a sidecar.
    static func ofSidecar(_ item: InputItem) throws(IngestError) -> SHA256Digest? {
        guard let path = item.sidecarPath else { return nil }
        return try of(path, input: item.input)
    }

    /// One digest of a seed file and of every mask it names; `nil` marks a mask that cannot be read,
    /// which is refused when its frame is measured.
    static func of(_ seeds: SeedFile) -> SHA256Digest {
        let parts = seeds.files.map { (try? of($0, input: $0))?.hexadecimal ?? "unreadable" }
        return SHA256Digest(of: parts.joined(separator: "\n"))
    }
}
