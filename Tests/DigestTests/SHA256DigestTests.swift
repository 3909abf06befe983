import Digest
import Testing

@Suite struct SHA256DigestTests {
    @Test(
        "the examples of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ])
    func examples(text: String, expected: String) {
        #expect(SHA256Digest(of: text).hexadecimal == expected)
    }

    @Test("pieces give the digest of the whole")
    func pieces() {
        var hasher = SHA256Hasher()
        hasher.update([97])
        hasher.update([])
        hasher.update([98, 99])
        #expect(hasher.finish() == SHA256Digest(of: "abc"))
    }
}

@Suite struct MessageCodeTests {
    @Test("the second example of RFC 4231")
    func example() {
        let code = SHA256Digest(of: "what do ya want for nothing?", key: Array("Jefe".utf8))
        #expect(
            code.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
