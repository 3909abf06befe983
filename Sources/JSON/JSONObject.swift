/// Typed access to the members of a JSON object. `null` and an absent key are the same.
package struct JSONObject {
    /// What leads to this object, for messages; empty for the document itself.
    package let path: String
    private let members: [String: JSONValue]

    /// - Parameter allowedKeys: refuses every other key; `nil` allows all.
    package init(
        _ value: JSONValue, path: String = "", allowedKeys: [String]? = nil
    ) throws(JSONProblem) {
        guard case .object(let members) = value else {
            if path.isEmpty { throw .notAnObject(found: value.summary) }
            throw .invalid(field: path, found: value.summary, allowed: "an object")
        }
        self.path = path
        self.members = members
        guard let allowedKeys else { return }
        if let unknown = members.keys.sorted().first(where: { !allowedKeys.contains($0) }) {
            throw .unknownKey(field(String(unknown.prefix(40))), allowed: allowedKeys)
        }
    }

    /// The object that `bytes` hold.
    package init(parsing bytes: [UInt8], allowedKeys: [String]? = nil) throws(JSONProblem) {
        let value: JSONValue
        do throws(JSONError) { value = try JSONReader.value(of: bytes) } catch {
            throw .syntax(error)
        }
        self = try JSONObject(value, allowedKeys: allowedKeys)
    }

    package func field(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    package func value(_ key: String) -> JSONValue? {
        let value = members[key]
        return value == .null ? nil : value
    }

    /// The value, or an error when it is absent.
    package func required<Value>(_ key: String, _ value: Value?) throws(JSONProblem) -> Value {
        guard let value else { throw .missingKey(field(key)) }
        return value
    }

    package func object(
        _ key: String, allowedKeys: [String]? = nil
    ) throws(JSONProblem) -> JSONObject? {
        guard let value = value(key) else { return nil }
        return try JSONObject(value, path: field(key), allowedKeys: allowedKeys)
    }

    /// The items of an array, each with its path.
    package func items(_ key: String) throws(JSONProblem) -> [(path: String, value: JSONValue)] {
        let value = try required(key, value(key))
        guard case .array(let items) = value else { throw unusable(key, value, "a list") }
        return items.enumerated().map { ("\(field(key))[\($0)]", $1) }
    }

    /// The objects of an array.
    package func objects(
        _ key: String, allowedKeys: [String]? = nil
    ) throws(JSONProblem) -> [JSONObject] {
        var objects: [JSONObject] = []
        for item in try items(key) {
            objects.append(
                try JSONObject(item.value, path: item.path, allowedKeys: allowedKeys))
        }
        return objects
    }

    /// That `value` is not what is allowed for `key`.
    package func unusable(_ key: String, _ value: JSONValue, _ allowed: String) -> JSONProblem {
        .invalid(field: field(key), found: value.summary, allowed: allowed)
    }
}
