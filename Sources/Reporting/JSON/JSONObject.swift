/// Why a JSON value is no record.
package enum RecordError: Error, Hashable, Sendable {
    /// `key` is missing, or its value has another type or an unknown word.
    case unusable(key: String)
    case notAnObject

    package var message: String {
        switch self {
        case .unusable(let key):
            "the value of \"\(key)\" is missing or not of the kind that the schema demands"
        case .notAnObject: "a JSON object is expected"
        }
    }
}

/// Typed access to the members of a JSON object. `null` and an absent key are the same.
package struct JSONObject {
    private let members: [String: JSONValue]

    package init(_ value: JSONValue) throws(RecordError) {
        guard case .object(let members) = value else { throw .notAnObject }
        self.members = members
    }

    package func value(_ key: String) -> JSONValue? {
        let value = members[key]
        return value == .null ? nil : value
    }

    package func string(_ key: String) throws(RecordError) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let string) = value else { throw .unusable(key: key) }
        return string
    }

    package func integer(_ key: String) throws(RecordError) -> Int? {
        guard let value = value(key) else { return nil }
        guard case .number(let text) = value, let number = Int(text) else {
            throw .unusable(key: key)
        }
        return number
    }

    package func double(_ key: String) throws(RecordError) -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.number else { throw .unusable(key: key) }
        return number
    }

    package func boolean(_ key: String) throws(RecordError) -> Bool? {
        guard let value = value(key) else { return nil }
        guard case .boolean(let flag) = value else { throw .unusable(key: key) }
        return flag
    }

    package func array(_ key: String) throws(RecordError) -> [JSONValue] {
        guard case .array(let items) = value(key) else { throw .unusable(key: key) }
        return items
    }

    package func object(_ key: String) throws(RecordError) -> JSONObject? {
        guard let value = value(key) else { return nil }
        guard case .object = value else { throw .unusable(key: key) }
        return try JSONObject(value)
    }

    package func word<Word: RawRepresentable>(
        _ key: String, as type: Word.Type
    ) throws(RecordError) -> Word? where Word.RawValue == String {
        guard let text = try string(key) else { return nil }
        guard let word = Word(rawValue: text) else { throw .unusable(key: key) }
        return word
    }

    package func words<Word: RawRepresentable>(
        _ key: String, as type: Word.Type
    ) throws(RecordError) -> [Word] where Word.RawValue == String {
        var words: [Word] = []
        for item in try array(key) {
            guard case .string(let text) = item, let word = Word(rawValue: text) else {
                throw .unusable(key: key)
            }
            words.append(word)
        }
        return words
    }

    /// The value, or an error when it is absent.
    package func required<Value>(_ key: String, _ value: Value?) throws(RecordError) -> Value {
        guard let value else { throw .unusable(key: key) }
        return value
    }
}

extension JSONValue {
    /// The number, when this is one and finite.
    package var number: Double? {
        guard case .number(let text) = self, let number = Double(text), number.isFinite else {
            return nil
        }
        return number
    }
}
