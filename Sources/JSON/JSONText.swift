extension JSONValue {
    /// UTF-8 text: two spaces of indent, keys sorted, "/" not escaped, ends with a line feed.
    ///
    /// An array of scalars, or of arrays of scalars, stays on one line: an outline is one line.
    package var text: String {
        var writer = JSONWriter()
        writer.write(self, depth: 0)
        writer.text += "\n"
        return writer.text
    }

    /// The same on one line without spaces and line feed.
    package var line: String {
        var writer = JSONWriter()
        writer.writeLine(self)
        return writer.text
    }
}

struct JSONWriter {
    var text = ""

    mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number
        case .string(let string): write(quoted: string)
        case .array(let items):
            if value.isFlat {
                writeFlat(items)
            } else {
                write(block: items.map { (nil, $0) }, between: ("[", "]"), depth: depth)
            }
        case .object(let members):
            let sorted = Self.sorted(members).map { ($0.key, $0.value) }
            write(block: sorted, between: ("{", "}"), depth: depth)
        }
    }

    mutating func writeLine(_ value: JSONValue) {
        switch value {
        case .null, .boolean, .number, .string: write(value, depth: 0)
        case .array(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += "," }
                writeLine(item)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in Self.sorted(members).enumerated() {
                if index > 0 { text += "," }
                write(quoted: member.key)
                text += ":"
                writeLine(member.value)
            }
            text += "}"
        }
    }

    private static func sorted(
        _ members: [String: JSONValue]
    ) -> [(key: String, value: JSONValue)] {
        // UTF-8 sorts as Unicode scalars do.
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private mutating func writeFlat(_ items: [JSONValue]) {
        text += "["
        for (index, item) in items.enumerated() {
            if index > 0 { text += ", " }
            write(item, depth: 0)
        }
        text += "]"
    }

    private mutating func write(
        block: [(key: String?, value: JSONValue)], between brackets: (String, String), depth: Int
    ) {
        text += brackets.0
        for (index, member) in block.enumerated() {
            text += index > 0 ? ",\n" : "\n"
            text += String(repeating: "  ", count: depth + 1)
            if let key = member.key {
                write(quoted: key)
                text += ": "
            }
            write(member.value, depth: depth + 1)
        }
        if !block.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
        text += brackets.1
    }

    mutating func write(quoted string: String) {
        text += "\""
        defer { text += "\"" }
        guard !string.utf8.allSatisfy(Self.isPlain) else {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}"..."\u{2029}":
                text += escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// ASCII that stands for itself in a JSON string: most text is of it alone.
    private static func isPlain(_ byte: UInt8) -> Bool {
        0x20...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .null, .boolean, .number, .string: true
        case .array, .object: false
        }
    }

    fileprivate var isFlat: Bool {
        guard case .array(let items) = self else { return isScalar }
        return items.allSatisfy { item in
            if case .array(let inner) = item { inner.allSatisfy(\.isScalar) } else { item.isScalar }
        }
    }
}
