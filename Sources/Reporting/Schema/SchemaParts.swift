import JSON

/// Building blocks of JSON Schema 2020-12. Objects are closed and every member is required: a report
/// says `null`, it never leaves out.
enum SchemaParts {
    static func object(_ properties: [String: JSONValue]) -> JSONValue {
        .object([
            "type": .string("object"), "additionalProperties": .boolean(false),
            "required": .strings(properties.keys.sorted()), "properties": .object(properties),
        ])
    }

    /// An object whose members may be absent, unless `required`.
    static func open(
        _ members: [String: JSONValue], required: [String], example: String? = nil
    ) -> JSONValue {
        var schema: [String: JSONValue] = [
            "type": .string("object"), "additionalProperties": .boolean(false),
            "required": .strings(required), "properties": .object(members),
        ]
        if let example, let value = try? JSONReader.value(of: example) {
            schema["examples"] = .array([value])
        }
        return .object(schema)
    }

    static func array(of items: JSONValue) -> JSONValue {
        .object(["type": .string("array"), "items": items])
    }

    static func list(of items: JSONValue, count: Int) -> JSONValue {
        .object([
            "type": .string("array"), "minItems": .integer(count), "maxItems": .integer(count),
            "items": items,
        ])
    }

    static func either(_ schemas: [JSONValue]) -> JSONValue { .object(["anyOf": .array(schemas)]) }

    static func nullable(_ schema: JSONValue) -> JSONValue { either([schema, null]) }

    static func definition(_ name: String) -> JSONValue {
        .object(["$ref": .string("#/$defs/" + name)])
    }

    static func words(_ words: [String]) -> JSONValue { .object(["enum": .strings(words)]) }

    static func constant(_ word: String) -> JSONValue { .object(["const": .string(word)]) }

    static func integer(from minimum: Int) -> JSONValue {
        .object(["type": .string("integer"), "minimum": .integer(minimum)])
    }

    static func pattern(_ pattern: String) -> JSONValue {
        .object(["type": .string("string"), "pattern": .string(pattern)])
    }

    static let null = JSONValue.object(["type": .string("null")])
    static let text = JSONValue.object([
        "type": .string("string"), "minLength": .integer(1),
    ])
    static let anyText = JSONValue.object(["type": .string("string")])
    static let number = JSONValue.object(["type": .string("number")])
    static let boolean = JSONValue.object(["type": .string("boolean")])
    static let positive = JSONValue.object([
        "type": .string("number"), "exclusiveMinimum": .integer(0),
    ])
    static let fraction = JSONValue.object([
        "type": .string("number"), "minimum": .integer(0), "maximum": .integer(1),
    ])
    static let sha256 = pattern("^[0-9a-f]{64}$")
    static let schemaVersion = pattern("^1\\.[0-9]+$")

    /// `schema` with the members that only a whole document has.
    static func document(
        _ name: String, title: String, _ schema: JSONValue, definitions: [String: JSONValue] = [:]
    ) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        members["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
        members["$id"] = .string(
            "urn:nerve-measure:schema:\(name):\(StudyReport.schemaVersion)")
        members["title"] = .string(title)
        if !definitions.isEmpty { members["$defs"] = .object(definitions) }
        return .object(members)
    }
}
