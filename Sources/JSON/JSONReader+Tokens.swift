extension JSONReader {
    mutating func number() throws(JSONError) -> String {
        let start = offset
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while offset < bytes.count, 0x30...0x39 ~= bytes[offset] { offset += 1 }
        guard offset > start else { throw failure }
    }

    mutating func string() throws(JSONError) -> String {
        try expect(UInt8(ascii: "\""))
        var content: [UInt8] = []
        while true {
            let plain = plainCharacters()
            let byte = try peek()
            guard byte >= 0x20 else { throw failure }
            offset += 1
            if byte == UInt8(ascii: "\"") {
                guard !content.isEmpty else { return String(decoding: plain, as: UTF8.self) }
                return String(decoding: content + plain, as: UTF8.self)
            }
            content.append(contentsOf: plain)
            content.append(contentsOf: String(try escaped()).utf8)
        }
    }

    /// What stands before the next quote, backslash or control character.
    private mutating func plainCharacters() -> ArraySlice<UInt8> {
        let start = offset
        while offset < bytes.count, bytes[offset] >= 0x20, bytes[offset] != UInt8(ascii: "\""),
            bytes[offset] != UInt8(ascii: "\\")
        {
            offset += 1
        }
        return bytes[start..<offset]
    }

    private mutating func escaped() throws(JSONError) -> Unicode.Scalar {
        let byte = try peek()
        let scalar: Unicode.Scalar
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            scalar = Unicode.Scalar(byte)
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure
        }
        offset += 1
        return scalar
    }

    /// Four hexadecimal digits after the `u`, or two such groups that form a surrogate pair.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        try expect(UInt8(ascii: "u"))
        let start = place
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        try expect(UInt8(ascii: "\\"))
        try expect(UInt8(ascii: "u"))
        let second = try hexadecimal()
        guard (0xD800..<0xDC00).contains(first), (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .unexpected(at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else {
                throw failure
            }
            code = code * 16 + UInt32(digit)
            offset += 1
        }
        return code
    }
}

extension JSONReader {
    /// Passes over one value: its brackets close and its strings end; no more of it is checked.
    mutating func skipValue() throws(JSONError) {
        guard [UInt8(ascii: "["), UInt8(ascii: "{")].contains(try peek()) else {
            _ = try value(depth: Self.maximumDepth)
            return
        }
        var open = 0
        repeat {
            switch try peek() {
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            default: break
            }
            offset += 1
        } while open > 0
    }
}

extension JSONReader {
    var place: TextPlace { TextPlace(of: offset, in: bytes) }

    var failure: JSONError {
        offset < bytes.count ? .unexpected(at: place) : .endedEarly(at: place)
    }

    func peek() throws(JSONError) -> UInt8 {
        guard offset < bytes.count else { throw failure }
        return bytes[offset]
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard take(byte) else { throw failure }
    }

    mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }
}
