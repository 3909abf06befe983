import Testing

@testable import JSON

@Suite struct JSONTextTests {
    @Test(
        "decimals are fixed, rounded half away from zero, without a negative zero",
        arguments: [
            (1.0, 2, "1.00"), (-0.001, 2, "0.00"), (0.005, 2, "0.01"), (-2.5, 0, "-3"),
            (1234.5, 1, "1234.5"), (0.0512345678, 6, "0.051235"), (1e14, 3, "100000000000000.000"),
            (99.999, 2, "100.00"), (-0.07, 2, "-0.07"),
        ])
    func decimals(value: Double, decimals: Int, text: String) {
        #expect(DecimalText.text(value, decimals: decimals) == text)
    }

    @Test("what is no number becomes null", arguments: [Double.nan, .infinity, -.infinity, 1e17])
    func notNumbers(value: Double) {
        #expect(JSONValue.decimal(value, decimals: 2) == .null)
    }

    @Test("one line: no space, keys sorted, line separators escaped, read back the same")
    func line() throws {
        let value = JSONValue.object([
            "b": .array([.integer(1), .null]), "a": .string("x/y\"\\\n\u{2028}é"),
            "B": .array([.object(["e": .boolean(true)])]), "ä": .object([:]),
        ])
        let expected =
            #"{"B":[{"e":true}],"a":"x/y\"\\\n\u2028é","b":[1,null],"ä":{}}"#
        #expect(value.line == expected)
        #expect(try JSONReader.value(of: value.line) == value)
    }

    @Test("keys are sorted, slashes stay, scalars share a line")
    func layout() {
        let value = JSONValue.object([
            "b": .array([.integer(1), .null]), "a": .string("x/y\"\\\n\u{1}é"), "c": .object([:]),
            "d": .array([.object(["e": .boolean(true)])]), "B": .array([]),
            "f": .array([.array([.number("1.50"), .number("2.00")])]),
        ])
        let expected = """
            {
              "B": [],
              "a": "x/y\\"\\\\\\n\\u0001é",
              "b": [1, null],
              "c": {},
              "d": [
                {
                  "e": true
                }
              ],
              "f": [[1.50, 2.00]]
            }

            """
        #expect(value.text == expected)
    }

    @Test("an object written piece by piece has the same text", arguments: [0, 1, 3])
    func stream(count: Int) {
        let items = (0..<count).map { JSONValue.object(["é": .integer($0), "a": .array([])]) }
        var text = ""
        var stream = JSONObjectStream { text += $0 }
        stream.member("a", .object(["x": .null]))
        stream.list("b\"", of: items) { $0 }
        stream.member("c", .string("z"))
        stream.finish()
        let whole = JSONValue.object([
            "a": .object(["x": .null]), "b\"": .array(items), "c": .string("z"),
        ])
        #expect(text == whole.text)
    }
}
