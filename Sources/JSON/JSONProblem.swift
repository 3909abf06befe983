/// What is wrong in a JSON document that has one form only; it continues a sentence about the file.
package enum JSONProblem: Error, Hashable, Sendable {
    case syntax(JSONError)
    case notAnObject(found: String)
    case unknownKey(String, allowed: [String])
    case missingKey(String)
    /// `field` is a path such as `seeds[2].point.column`.
    case invalid(field: String, found: String, allowed: String)

    package var message: String {
        switch self {
        case .syntax(let error): "is no JSON (\(error.message))"
        case .notAnObject(let found): "holds \(found), not a JSON object"
        case .unknownKey(let key, let allowed):
            "has the unknown key \(key); allowed are \(allowed.joined(separator: ", "))"
        case .missingKey(let key): "lacks \(key)"
        case .invalid(let field, let found, let allowed):
            "has \(field) = \(found); allowed is \(allowed)"
        }
    }
}
