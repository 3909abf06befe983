import JSON
import Testing

@Suite struct JSONReaderTests {
    @Test("text that was written is read back")
    func roundTrip() throws {
        let value = JSONValue.object([
            "": .string("\u{7F}\u{2028}\t🦴\u{10FFFF}"), "n": .number("-0.50"),
            "l": .array([.array([]), .object(["x": .null])]),
        ])
        #expect(try JSONReader.value(of: value.text) == value)
    }

    @Test("escapes of other writers are understood")
    func escapes() throws {
        let value = try JSONReader.value(of: #" ["\u00e9\/\b\f\ud83e\uDDB4"] "#)
        #expect(value == .array([.string("é/\u{8}\u{C}🦴")]))
    }

    @Test("a byte order mark is passed over, bytes that are no UTF-8 are refused")
    func encoding() throws {
        #expect(try JSONReader.value(of: [0xEF, 0xBB, 0xBF, 0x31]) == .number("1"))
        #expect(throws: JSONError.notUTF8) { try JSONReader.value(of: [0x22, 0xE9, 0x22]) }
        #expect(throws: JSONError.notUTF8) { try JSONReader.value(of: [0xFF, 0xFE, 0x31, 0]) }
    }

    @Test(
        "numbers keep their digits",
        arguments: ["0", "-0.50", "1e3", "1.25E-4", "12345678901234567890"])
    func digits(text: String) throws {
        #expect(try JSONReader.value(of: text) == .number(text))
    }

    static func unexpected(_ line: Int, _ column: Int) -> JSONError {
        .unexpected(at: TextPlace(line: line, column: column))
    }

    static func ended(_ line: Int, _ column: Int) -> JSONError {
        .endedEarly(at: TextPlace(line: line, column: column))
    }

    @Test(
        "bad text is refused, with the place",
        arguments: [
            ("", JSONError.empty), (" \n", .empty), ("[1,]", unexpected(1, 4)),
            ("{\"a\":1,\n \"a\":2}", .duplicateKey("a", at: TextPlace(line: 2, column: 7))),
            ("[1 2]", unexpected(1, 4)), ("01", unexpected(1, 2)), ("nul", ended(1, 4)),
            ("1.", ended(1, 3)), ("\"\u{1}\"", unexpected(1, 2)), ("\"\\x\"", unexpected(1, 3)),
            ("\"\\ud83e\"", unexpected(1, 8)), ("\"\\ud83e\\u0041\"", unexpected(1, 4)),
            ("{\"a\"}", unexpected(1, 5)), ("NaN", unexpected(1, 1)), ("\"a", ended(1, 3)),
            ("1 1", unexpected(1, 3)), ("{\r\n  \"é🦴\": +1\r\n}", unexpected(2, 9)),
            ("[\n\n", ended(3, 1)), ("+1", unexpected(1, 1)), ("[1.e2]", unexpected(1, 4)),
        ])
    func refusals(text: String, error: JSONError) {
        #expect(throws: error) { try JSONReader.value(of: text) }
    }

    @Test("nesting ends at its limit")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONReader.value(of: nested(JSONReader.maximumDepth + 1))
        #expect(throws: JSONError.tooDeep(at: TextPlace(line: 1, column: 66))) {
            try JSONReader.value(of: nested(JSONReader.maximumDepth + 2))
        }
    }

    @Test("omitted members read as empty lists, whatever they hold")
    func omitting() throws {
        let text = #"{"a":[1,{"x":[2,"]\"}"]}],"b":{"a":"s","c":3},"d":[{"a":4}]}"#
        let value = try JSONReader.value(of: Array(text.utf8), omitting: ["a"])
        #expect(
            value
                == .object([
                    "a": .array([]), "b": .object(["a": .array([]), "c": .number("3")]),
                    "d": .array([.object(["a": .array([])])]),
                ]))
        #expect(throws: JSONError.self) {
            try JSONReader.value(of: Array(#"{"a":[1,{"#.utf8), omitting: ["a"])
        }
    }

    @Test("long lists are handed out item by item and not kept")
    func streaming() throws {
        let text = #"{"n":1,"l":[{"x":1},[2]],"m":[],"l2":[3]}"#
        var seen: [String] = []
        let rest = try JSONReader.object(of: Array(text.utf8), streaming: ["l", "m"]) {
            seen.append("\($0)\($1)=\($2.summary)")
        }
        #expect(seen == ["l0=an object", "l1=[2]"])
        #expect(try rest.items("l").isEmpty && rest.items("m").isEmpty)
        #expect(try rest.integer("n") == 1 && rest.numbers("l2", count: 1) == [3])
    }

    @Test("what is no whole object is refused when streamed", arguments: ["[1]", #"{"l":[1,"#, ""])
    func streamingRefused(text: String) {
        #expect(throws: JSONProblem.self) {
            try JSONReader.object(of: Array(text.utf8), streaming: ["l"]) { _, _, _ in }
        }
    }
}
