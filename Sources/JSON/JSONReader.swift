/// Reads RFC 8259 text strictly; numbers keep their digits. A byte order mark is passed over.
package struct JSONReader {
    package static let maximumDepth = 64

    let bytes: [UInt8]
    var offset: Int
    private let omitted: Set<String>

    /// Passes over a byte order mark and space. `bytes` are UTF-8.
    init(_ bytes: [UInt8], omitting keys: Set<String> = []) throws(JSONError) {
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        self.bytes = isMarked ? Array(bytes.dropFirst(3)) : bytes
        omitted = keys
        offset = 0
        skipSpace()
        guard offset < self.bytes.count else { throw .empty }
    }

    package static func value(of text: String) throws(JSONError) -> JSONValue {
        try value(ofUTF8: Array(text.utf8))
    }

    /// - Parameter keys: members of these names are passed over, whatever they hold, and read as an
    ///   empty list: what is not wanted of a large document takes neither time nor memory.
    package static func value(
        of bytes: [UInt8], omitting keys: Set<String> = []
    ) throws(JSONError) -> JSONValue {
        guard isUTF8(bytes) else { throw .notUTF8 }
        return try value(ofUTF8: bytes, omitting: keys)
    }

    private static func value(
        ofUTF8 bytes: [UInt8], omitting keys: Set<String> = []
    ) throws(JSONError) -> JSONValue {
        var reader = try JSONReader(bytes, omitting: keys)
        let value = try reader.value(depth: 0)
        try reader.end()
        return value
    }

    static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    mutating func end() throws(JSONError) {
        skipSpace()
        guard offset == bytes.count else { throw failure }
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw .tooDeep(at: place) }
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        try object { reader, key throws(JSONError) in
            guard reader.omitted.contains(key) else { return try reader.value(depth: depth + 1) }
            try reader.skipValue()
            return .array([])
        }
    }

    /// The object that begins here; `value` reads the value of a key, before which it is called.
    mutating func object(
        _ value: (inout JSONReader, String) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        offset += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            let value = try value(&self, key)
            guard members.updateValue(value, forKey: key) == nil else {
                throw .duplicateKey(key, at: place)
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        var items: [JSONValue] = []
        try eachItem { reader throws(JSONError) in
            items.append(try reader.value(depth: depth + 1))
        }
        return .array(items)
    }

    /// Calls `item` before each item of the array that begins here; it reads that item.
    mutating func eachItem(
        _ item: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        offset += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return }
        while true {
            try item(&self)
            skipSpace()
            if take(UInt8(ascii: "]")) { return }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for byte in word.description.utf8 { try expect(byte) }
        return value
    }
}
