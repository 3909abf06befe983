import Foundation

/// JSON as written, before anything is asked of it.
enum JSONValue: Hashable, Sendable, Decodable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    init(parsing bytes: [UInt8]) throws(JSONProblem) {
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        } catch {
            throw .notJSON(detail: bytes.isEmpty ? "it is empty" : "its syntax is wrong")
        }
    }

    /// For messages; long values are cut.
    var summary: String {
        switch self {
        case .null: "null"
        case .flag(let flag): "\(flag)"
        case .number(let number): "\(number)"
        case .text(let text): "\"\(text.prefix(40))\""
        case .list(let items): "[" + items.prefix(4).map(\.summary).joined(separator: ", ") + "]"
        case .object: "an object"
        }
    }
}

/// A JSON object whose keys have been checked, with the path that leads to it.
struct JSONObject {
    let path: String
    let members: [String: JSONValue]

    init(parsing bytes: [UInt8], allowedKeys: [String]) throws(JSONProblem) {
        let value = try JSONValue(parsing: bytes)
        guard case .object = value else { throw .notJSON(detail: "it holds \(value.summary)") }
        self = try JSONObject(value, path: "", allowedKeys: allowedKeys)
    }

    init(_ value: JSONValue, path: String, allowedKeys: [String]) throws(JSONProblem) {
        guard case .object(let members) = value else {
            throw .invalid(field: path, found: value.summary, allowed: "an object")
        }
        self.path = path
        self.members = members
        if let unknown = members.keys.sorted().first(where: { !allowedKeys.contains($0) }) {
            throw .unknownKey(field(String(unknown.prefix(40))), allowed: allowedKeys)
        }
    }

    func field(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func required<Value>(_ key: String, _ value: Value?) throws(JSONProblem) -> Value {
        guard let value else { throw .missingKey(field(key)) }
        return value
    }

    func text(_ key: String) throws(JSONProblem) -> String? {
        switch members[key] {
        case nil: return nil
        case .text(let text) where !text.isEmpty: return text
        case .some(let value):
            throw .invalid(field: field(key), found: value.summary, allowed: "a non-empty text")
        }
    }

    func number(_ key: String) throws(JSONProblem) -> Double? {
        switch members[key] {
        case nil: return nil
        case .number(let number): return number
        case .some(let value):
            throw .invalid(field: field(key), found: value.summary, allowed: "a number")
        }
    }

    func integer(_ key: String) throws(JSONProblem) -> Int? {
        guard let number = try number(key) else { return nil }
        guard let integer = Int(exactly: number), abs(integer) <= 1 << 31 else {
            throw .invalid(field: field(key), found: "\(number)", allowed: "a whole number")
        }
        return integer
    }

    func numbers(_ key: String, count: Int) throws(JSONProblem) -> [Double]? {
        guard let value = members[key] else { return nil }
        guard let numbers = value.numbers, numbers.count == count else {
            throw .invalid(field: field(key), found: value.summary, allowed: "\(count) numbers")
        }
        return numbers
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String
    ) throws(JSONProblem) -> Choice? {
        guard let text = try text(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(field: field(key), found: "\"\(text.prefix(40))\"", allowed: allowed)
        }
        return choice
    }
}

extension JSONValue {
    /// The values of a list that holds only numbers.
    var numbers: [Double]? {
        guard case .list(let items) = self else { return nil }
        let numbers = items.compactMap { item in
            if case .number(let number) = item { number } else { nil }
        }
        return numbers.count == items.count ? numbers : nil
    }
}
