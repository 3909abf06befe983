import Anatomy
import JSON
import StudyModel

/// The form of the JSON files that people write. Members may be left out, as far as they are not
/// required, but unknown ones are refused.
enum InputSchema {
    typealias Parts = SchemaParts

    static let seeds = Parts.open(
        [
            "schema_version": Parts.schemaVersion,
            "seeds": Parts.array(of: Parts.definition("seed")),
            "inputs": described(
                "What holds of every frame of an input, each input once.", Parts.array(of: input)),
            "levels": described(
                "Levels of single MR slices, in place of what landmarks show; none for unknown.",
                Parts.array(of: levels)),
            "reader": described("Initials, written by review.", Parts.text),
            "readings": described(
                "What a reader of review said; measure passes it over.",
                Parts.array(of: Parts.definition("reading"))),
        ],
        required: ["schema_version", "seeds"], example: InputExample.seeds)

    private static let input = Parts.open(
        [
            "input": frame["input"] ?? Parts.text,
            "side": Parts.words(Laterality.allCases.map(\.rawValue)),
            "level": Parts.words(GlutealLevel.allCases.map(\.rawValue)),
            "pixel_spacing_mm": described(
                "Distance between rows and between columns, in mm per pixel; its basis is "
                    + "operatorSupplied.",
                Parts.list(of: spacing, count: 2)),
        ], required: ["input"])

    private static let levels = Parts.open(
        frame.merging([
            "levels": Parts.array(of: Parts.words(GlutealLevel.allCases.map(\.rawValue)))
        ]) { first, _ in first },
        required: ["input", "levels"])

    /// One seed: a frame, and exactly one statement about it.
    static var seed: JSONValue {
        let members = frame.merging(statements) { first, _ in first }
        guard case .object(var seed) = Parts.open(members, required: ["input"]) else {
            return .null
        }
        seed["oneOf"] = .array(
            statements.keys.sorted().map { .object(["required": .strings([$0])]) })
        return .object(seed)
    }

    static let sidecar = Parts.open(
        [
            "pixel_spacing_mm": described(
                "Distance between rows and between columns, in mm per pixel.",
                Parts.list(of: spacing, count: 2)),
            "side": Parts.words(Laterality.allCases.map(\.rawValue)),
            "level": Parts.words(GlutealLevel.allCases.map(\.rawValue)),
            "probe": Parts.text,
            "position": Parts.text,
        ], required: [], example: InputExample.sidecar)

    static let marks = Parts.open(
        [
            "schema_version": Parts.schemaVersion,
            "reader": described("Initials or name.", text(atMost: ReaderMark.maximumReader)),
            "marks": Parts.array(of: mark),
        ], required: ["marks", "schema_version"], example: InputExample.marks)

    /// One mark: a judgement, a comment, or both.
    private static var mark: JSONValue {
        let members = [
            "item": described("The item, as in items.tsv. Each is marked once.", Parts.text),
            "mark": Parts.words(ReaderMark.Judgement.allCases.map(\.rawValue)),
            "comment": text(atMost: ReaderMark.maximumComment),
            "result": described(
                "Digest of the result that was looked at, as the page states it; a mark of another "
                    + "result is refused.",
                Parts.pattern("^[0-9a-f]{12}$")),
        ]
        guard case .object(var schema) = Parts.open(members, required: ["item"]) else {
            return .null
        }
        schema["anyOf"] = .array(
            ["comment", "mark"].map { .object(["required": .strings([$0])]) })
        return .object(schema)
    }

    private static func text(atMost limit: Int) -> JSONValue {
        .object([
            "type": .string("string"), "minLength": .integer(1), "maxLength": .integer(limit),
        ])
    }

    private static let frame = [
        "input": described(
            "The picture, relative to the INPUT argument, as items.tsv has it.", Parts.text),
        "frame": described("From 1, which is the default.", Parts.integer(from: 1)),
    ]

    private static let statements = [
        "point": described(
            "A pixel inside the nerve; (0, 0) is the centre of the first.",
            required(["column": Parts.number, "row": Parts.number])),
        "box": described(
            "A box around the nerve, in whole pixels.",
            required([
                "column": Parts.integer(from: 0), "row": Parts.integer(from: 0),
                "columns": Parts.integer(from: 1), "rows": Parts.integer(from: 1),
            ])),
        "outline": described(
            "A finished outline, measured as it is: [column, row] of each vertex.",
            .object([
                "type": .string("array"), "minItems": .integer(3),
                "items": Parts.list(of: Parts.number, count: 2),
            ])),
        "mask": described(
            "An 8-bit grey PNG of the frame's size, relative to this file; 1 is nerve. It stands "
                + "alone in its frame.",
            Parts.text),
        "no_nerve": described(
            "There is no nerve in the frame. It stands alone.",
            .object(["const": .boolean(true)])),
    ]

    private static let spacing = JSONValue.object([
        "type": .string("number"), "minimum": .number("0.005"), "maximum": .integer(2),
    ])

    private static func required(_ members: [String: JSONValue]) -> JSONValue {
        Parts.open(members, required: members.keys.sorted())
    }

    private static func described(_ words: String, _ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        members["description"] = .string(words)
        return .object(members)
    }
}

/// Files that satisfy the schemas, as help texts show them.
package enum InputExample {
    package static let seeds = """
        {"schema_version": "1.0", "seeds": [
          {"input": "a.png", "point": {"column": 212, "row": 148.5}},
          {"input": "cine.dcm", "frame": 7,
           "box": {"column": 180, "row": 120, "columns": 70, "rows": 55}},
          {"input": "cine.dcm", "frame": 8, "outline": [[190, 130], [230, 128], [211, 160]]},
          {"input": "b.png", "mask": "masks/b.png"},
          {"input": "c.png", "no_nerve": true}]}
        """

    package static let marks = """
        {"schema_version": "1.0", "reader": "AB", "marks": [
          {"item": "a_0123456789ab", "mark": "pass", "result": "0123456789ab"},
          {"item": "b_0123456789ab", "mark": "fail", "comment": "vessel outlined"},
          {"item": "c_0123456789ab", "comment": "compare with the other side"}]}
        """

    package static let sidecar = """
        {"pixel_spacing_mm": [0.08, 0.08], "side": "left"}
        """
}
