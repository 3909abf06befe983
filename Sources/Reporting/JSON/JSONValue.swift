/// A JSON value whose numbers are already text, so that every writer prints the same digits.
///
/// There is no way to hold NaN or infinity: `decimal` turns them into `null`.
package enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number in JSON's own notation.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Keys are written in the order of their Unicode scalars.
    case object([String: JSONValue])

    package static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

    /// `null` when `value` is absent or not finite.
    package static func decimal(_ value: Double?, decimals: Int) -> JSONValue {
        guard let value, let text = DecimalText.text(value, decimals: decimals) else {
            return .null
        }
        return .number(text)
    }

    package static func optional(_ value: String?) -> JSONValue {
        value.map(JSONValue.string) ?? .null
    }

    package static func optional(_ value: Int?) -> JSONValue {
        value.map(JSONValue.integer) ?? .null
    }

    package static func strings(_ values: [String]) -> JSONValue {
        .array(values.map(JSONValue.string))
    }
}
