import JSON

/// What a person says of one item after looking at it.
package struct ReaderMark: Hashable, Sendable {
    package enum Judgement: String, Hashable, Sendable, CaseIterable {
        case pass
        case fail
    }

    /// Id of the item.
    package let item: String
    /// `nil` for a comment alone.
    package var judgement: Judgement?
    package var comment: String?
    /// Initials or name, as the person gave it.
    package var reader: String?
    /// Digest of the result that was looked at, as the page states it: 12 hexadecimal digits. `nil`
    /// in a file that was not made by the page.
    package var result: String?

    /// Unicode scalars.
    static let maximumComment = 2000
    static let maximumReader = 64
}

extension ReaderMark {
    static let keys = ["comment", "item", "mark", "result"]

    init(json: JSONObject, reader: String?) throws(JSONProblem) {
        item = try json.required("item", json.text("item"))
        judgement = try json.word("mark", as: Judgement.self)
        comment = try json.text("comment", atMost: Self.maximumComment)
        result = try json.text("result")
        self.reader = reader
        guard judgement != nil || comment != nil else {
            throw .invalid(
                field: json.path, found: "neither mark nor comment", allowed: "one of them or both")
        }
        guard result.map(Self.isDigest) ?? true else {
            throw json.unusable(
                "result", .string(result ?? ""), "12 hexadecimal digits, as the page gives them")
        }
    }

    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 12
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension JSONObject {
    /// A string of 1 to `limit` Unicode scalars.
    func text(_ key: String, atMost limit: Int) throws(JSONProblem) -> String? {
        guard let text = try text(key) else { return nil }
        guard text.unicodeScalars.count <= limit else {
            throw unusable(
                key, .string(text), "at most \(limit) characters, not \(text.unicodeScalars.count)")
        }
        return text
    }
}
