/// Why a text is no JSON, and where.
package enum JSONError: Error, Hashable, Sendable {
    /// Neither value nor space.
    case empty
    case notUTF8
    /// What stands there is not allowed there.
    case unexpected(at: TextPlace)
    case endedEarly(at: TextPlace)
    /// More than `JSONReader.maximumDepth` arrays and objects inside each other.
    case tooDeep(at: TextPlace)
    /// A key of the object that ends before the place.
    case duplicateKey(String, at: TextPlace)

    package var message: String {
        switch self {
        case .empty: "it is empty"
        case .notUTF8: "it is not UTF-8; save it as UTF-8"
        case .unexpected(let place): "\(place): what stands there is not JSON"
        case .endedEarly(let place): "\(place): the text ends inside a value"
        case .tooDeep(let place):
            "\(place): more than \(JSONReader.maximumDepth) levels of nesting"
        case .duplicateKey(let key, let place):
            "\(place): the key \"\(key.prefix(40))\" occurs twice in one object"
        }
    }
}

/// A place in a text as editors count: lines and the characters (Unicode scalars) of a line from 1.
package struct TextPlace: Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of the byte `offset` in UTF-8 text, whose lines end with `\n`.
    init(of offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<offset]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        // Bytes 10xxxxxx continue a character.
        column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
    }

    package var description: String { "line \(line), column \(column)" }
}
