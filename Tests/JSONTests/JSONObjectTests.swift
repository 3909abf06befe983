import JSON
import Testing

@Suite struct JSONObjectTests {
    enum Side: String, CaseIterable {
        case left
        case right
    }

    static let keys = ["box", "count", "list", "name", "side", "sides"]

    @Test("members of their kind are read; null is absent")
    func members() throws {
        let object = try Self.object(
            """
            {"name": "x", "count": 3.0, "list": [[1, 2.5], [3, -4]], "side": "left", \
            "sides": ["right", "left"], "box": {"count": null}}
            """)
        #expect(try object.text("name") == "x")
        #expect(try object.integer("count") == 3 && object.double("count") == 3)
        #expect(try object.numberLists("list", count: 2, as: "") == [[1, 2.5], [3, -4]])
        #expect(try object.word("side") == Side.left)
        #expect(try object.words("sides") == [Side.right, .left])
        let box = try #require(try object.object("box"))
        #expect(try box.integer("count") == nil && box.path == "box")
        #expect(try box.text("name") == nil && box.object("box") == nil)
    }

    @Test(
        "what is wrong is named with its path, what was found and what is allowed",
        arguments: [
            ("[1, 2, 3, 4, 5]", "holds [1, 2, 3, 4], not a JSON object"),
            ("{\n", "is no JSON (line 2, column 1: the text ends inside a value)"),
            (
                #"{"colour": 1}"#,
                "has the unknown key colour; allowed are \(keys.joined(separator: ", "))"
            ),
            (#"{"name": ""}"#, #"has name = ""; allowed is a non-empty text"#),
            (#"{"name": 1e999}"#, "has name = 1e999; allowed is a text"),
            (#"{"count": 1.5}"#, "has count = 1.5; allowed is a whole number from 1 to 9"),
            (#"{"count": 10}"#, "has count = 10; allowed is a whole number from 1 to 9"),
            (#"{"count": "3"}"#, #"has count = "3"; allowed is a whole number from 1 to 9"#),
            (#"{"side": "L"}"#, #"has side = "L"; allowed is left, right"#),
            (#"{"sides": ["left", 1]}"#, "has sides[1] = 1; allowed is left, right"),
            (#"{"sides": {}}"#, "has sides = an object; allowed is a list"),
            (#"{"list": [[1, 2], [3]]}"#, "has list[1] = [3]; allowed is [a, b]"),
            (#"{"box": {"list": 1}}"#, "has the unknown key box.list; allowed are count"),
            (#"{"box": {"count": true}}"#, "has box.count = true; allowed is a number"),
            (#"{"box": 3}"#, "has box = 3; allowed is an object"),
        ])
    func problems(text: String, complaint: String) throws {
        let error = #expect(throws: JSONProblem.self) {
            let object = try Self.object(text)
            _ = try object.text("name")
            _ = try object.integer("count", in: 1...9)
            _ = try object.word("side", as: Side.self)
            if object.value("sides") != nil { _ = try object.words("sides", as: Side.self) }
            if object.value("list") != nil {
                _ = try object.numberLists("list", count: 2, as: "[a, b]")
            }
            _ = try object.object("box", allowedKeys: ["count"])?.double("count")
        }
        #expect(error?.message == complaint)
    }

    @Test("a required member that is absent or null is missed by its path")
    func missing() throws {
        let object = try Self.object(#"{"box": {}, "name": null}"#)
        #expect(throws: JSONProblem.missingKey("name")) {
            try object.required("name", object.text("name"))
        }
        let box = try #require(try object.object("box"))
        #expect(throws: JSONProblem.missingKey("box.list")) { try box.objects("list") }
    }

    private static func object(_ text: String) throws(JSONProblem) -> JSONObject {
        try JSONObject(parsing: Array(text.utf8), allowedKeys: keys)
    }
}
