import Digest

/// Identifiers in the place of those of patients, by a secret key: the same key always gives the same
/// ones, and without it nobody can tell which is whose.
package struct Pseudonyms: Sendable {
    private let key: [UInt8]

    /// Fewer could be guessed.
    package static let leastKeyBytes = 16

    /// `nil` for a key of fewer than `leastKeyBytes` bytes.
    package init?(key: [UInt8]) {
        guard key.count >= Self.leastKeyBytes else { return nil }
        self.key = key
    }

    /// Of an instance, series or study: 2.25 and the first half of HMAC-SHA-256(key, "uid " + UID) as a
    /// UUID of version 8.
    package func uid(_ original: String) -> String {
        UniqueIdentifier(digest: SHA256Digest(of: "uid " + original, key: key)).text
    }

    /// Of a patient: 12 hexadecimal digits.
    package func patient(_ identifier: String) -> String {
        SHA256Digest(of: "patient " + identifier, key: key).short
    }

    /// Tells whether two keys are the same, and nothing else about them.
    package var keyCheck: String { SHA256Digest(of: "key check", key: key).short }
}
