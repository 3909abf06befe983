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

extension JSONValue {
    /// The number, when this is one and finite.
    package var number: Double? {
        guard case .number(let text) = self, let number = Double(text), number.isFinite else {
            return nil
        }
        return number
    }

    /// The numbers of a list that holds nothing else.
    package var numbers: [Double]? {
        guard case .array(let items) = self else { return nil }
        let numbers = items.compactMap(\.number)
        return numbers.count == items.count ? numbers : nil
    }

    /// For messages; long values are cut.
    package var summary: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): "\(flag)"
        case .number(let text): String(text.prefix(40))
        case .string(let text): "\"\(text.prefix(40))\""
        case .array(let items): "[" + items.prefix(4).map(\.summary).joined(separator: ", ") + "]"
        case .object: "an object"
        }
    }
}
