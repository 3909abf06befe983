extension JSONObject {
    package func string(_ key: String) throws(JSONProblem) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let string) = value else { throw unusable(key, value, "a text") }
        return string
    }

    /// A string that is not empty.
    package func text(_ key: String) throws(JSONProblem) -> String? {
        guard let string = try string(key) else { return nil }
        guard !string.isEmpty else {
            throw unusable(key, .string(string), "a non-empty text")
        }
        return string
    }

    package func double(_ key: String) throws(JSONProblem) -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.number else { throw unusable(key, value, "a number") }
        return number
    }

    /// `range` as wide as it may be keeps sums and products of a few integers from overflowing.
    package func integer(
        _ key: String, in range: ClosedRange<Int> = -(1 << 31)...(1 << 31)
    ) throws(JSONProblem) -> Int? {
        guard let value = value(key) else { return nil }
        guard let number = value.number, let integer = Int(exactly: number), range ~= integer
        else {
            let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw unusable(key, value, allowed)
        }
        return integer
    }

    /// A list of exactly `count` numbers.
    package func numbers(_ key: String, count: Int) throws(JSONProblem) -> [Double]? {
        guard let value = value(key) else { return nil }
        guard let numbers = value.numbers, numbers.count == count else {
            throw unusable(key, value, "\(count) numbers")
        }
        return numbers
    }

    /// A list of lists of exactly `count` numbers; `form` says so in messages.
    package func numberLists(
        _ key: String, count: Int, as form: String
    ) throws(JSONProblem) -> [[Double]] {
        var lists: [[Double]] = []
        for (path, value) in try items(key) {
            guard let numbers = value.numbers, numbers.count == count else {
                throw .invalid(field: path, found: value.summary, allowed: form)
            }
            lists.append(numbers)
        }
        return lists
    }

    /// One of the words of `type`.
    package func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, as type: Word.Type = Word.self
    ) throws(JSONProblem) -> Word? {
        guard let value = value(key) else { return nil }
        guard let word = value.word(as: type) else {
            throw unusable(key, value, Self.words(of: type))
        }
        return word
    }

    package func words<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, as type: Word.Type = Word.self
    ) throws(JSONProblem) -> [Word] {
        var words: [Word] = []
        for item in try items(key) {
            guard let word = item.value.word(as: type) else {
                throw .invalid(
                    field: item.path, found: item.value.summary, allowed: Self.words(of: type))
            }
            words.append(word)
        }
        return words
    }

    private static func words<Word: RawRepresentable<String> & CaseIterable>(
        of type: Word.Type
    ) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension JSONValue {
    fileprivate func word<Word: RawRepresentable<String>>(as type: Word.Type) -> Word? {
        guard case .string(let text) = self else { return nil }
        return Word(rawValue: text)
    }
}
