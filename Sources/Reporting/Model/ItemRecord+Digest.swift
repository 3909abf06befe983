import Digest

extension ItemRecord {
    /// Names the result as a reader sees it: the first 12 hexadecimal digits of the SHA-256 of the
    /// record without vertices.
    package var resultDigest: String { Self.resultDigest(of: withoutVertices.json.line) }

    /// The same from the record's text.
    static func resultDigest(of line: String) -> String { SHA256Digest(of: line).short }
}
