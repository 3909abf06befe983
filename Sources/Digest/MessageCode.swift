internal import CCrypto

extension SHA256Digest {
    /// HMAC-SHA-256 (RFC 2104) of `text` in UTF-8, computed by OpenSSL.
    package init(of text: String, key: [UInt8]) {
        let message = Array(text.utf8)
        var bytes = [UInt8](repeating: 0, count: 32)
        let made = unsafe HMAC(
            EVP_sha256(), key, Int32(key.count), message, message.count, &bytes, nil)
        precondition(unsafe made != nil, "OpenSSL made no message code")
        self.init(bytes: bytes)
    }
}
