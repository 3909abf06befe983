import Digest

extension ItemRecord {
    /// Names the result as a reader sees it: the first 12 hexadecimal digits of the SHA-256 of the
    /// record without vertices.
    package var resultDigest: String { SHA256Digest(of: withoutVertices.json.line).short }
}
