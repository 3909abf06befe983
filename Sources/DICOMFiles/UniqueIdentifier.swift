import Digest

/// A UID below the root 2.25: the decimal value of a UUID (PS3.5 §B.2), here one of version 8 whose
/// bits come from a digest, so that the same content has the same UID on any day.
package struct UniqueIdentifier: Hashable, Sendable {
    package let text: String

    package static func derived(from content: String) -> UniqueIdentifier {
        derived(from: Array(content.utf8))
    }

    package static func derived(from content: [UInt8]) -> UniqueIdentifier {
        UniqueIdentifier(digest: SHA256Digest(of: content))
    }
}

extension UniqueIdentifier {
    /// Of the first 16 bytes of `digest`.
    init(digest: SHA256Digest) {
        var bytes = Array(digest.bytes.prefix(16))
        bytes[6] = 0x80 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        let value = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        text = "2.25." + String(value)
    }
}

extension UniqueIdentifier {
    /// At most 64 digits and dots; no component is empty or begins with a 0 that is not all of it
    /// (PS3.5 §9.1).
    package static func isLawful(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                part == "0"
                    || part.first.map { $0 != "0" } == true
                        && part.utf8.allSatisfy { (48...57).contains($0) }
            }
    }
}
