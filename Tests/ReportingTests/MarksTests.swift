import JSON
import Testing

@testable import Reporting

@Suite struct MarksTests {
    /// Files, and whether they are taken; the schema agrees (`InputSchemaTests`).
    static let forms: [(String, Bool)] = [
        (InputExample.marks, true),
        (#"{"schema_version": "1.0", "marks": []}"#, true),
        (#"{"schema_version": "2.0", "marks": []}"#, false),
        (#"{"marks": []}"#, false),
        (#"{"schema_version": "1.0"}"#, false),
        (#"{"schema_version": "1.0", "marks": [], "colour": 1}"#, false),
        (#"{"schema_version": "1.0", "reader": "", "marks": []}"#, false),
        (form(#""item": "a", "mark": "pass""#), true),
        (form(#""item": "a", "comment": "x""#), true),
        (form(#""item": "a""#), false),
        (form(#""mark": "pass""#), false),
        (form(#""item": "a", "mark": "good""#), false),
        (form(#""item": "a", "mark": "pass", "result": "0123""#), false),
        (form(#""item": "a", "mark": "pass", "result": "0123456789AB""#), false),
        (form(#""item": "a", "comment": "\#(String(repeating: "é", count: 2000))""#), true),
        (form(#""item": "a", "comment": "\#(String(repeating: "é", count: 2001))""#), false),
    ]

    @Test("files of this form are taken, and no others; messages name file and field")
    func form() throws {
        for (text, isTaken) in Self.forms {
            if isTaken {
                _ = try Self.marks(text)
            } else {
                let error = #expect(throws: MarksProblem.self) { try Self.marks(text) }
                #expect(error?.message.hasPrefix("the marks file m.json ") == true)
            }
        }
        #expect(throws: MarksProblem.self) { try Self.marks("marks") }
    }

    @Test("an item marked twice is refused, in one file or in two")
    func repeated() throws {
        let one = Self.form(#""item": "a", "mark": "pass""#)
        let twice = Self.form(#""item": "a", "mark": "pass"}, {"item": "a", "comment": "x""#)
        #expect(throws: MarksProblem.repeated(file: "m.json", item: "a", earlier: "m.json")) {
            try Self.marks(twice)
        }
        var marks = try Self.marks(one)
        let error = #expect(throws: MarksProblem.self) {
            try marks.add(Array(one.utf8), file: "n.json")
        }
        #expect(
            error?.message
                == "the marks file n.json marks the item a, which m.json marks too; keep one mark of "
                + "each item")
    }

    @Test("marks of other items, and of earlier results, are refused and named")
    func check() throws {
        let record = try Sample.measured()
        let item = record.source.item
        func problem(_ members: String) -> MarksProblem? {
            #expect(throws: MarksProblem.self) {
                var check = Marks.Check(try Self.marks(Self.form(members)))
                check.see(record)
                check.see(Sample.refused())
                try check.finish()
            }
        }
        let unknown = problem(#""item": "y", "mark": "pass"}, {"item": "x", "mark": "pass""#)
        #expect(unknown == .unknownItem(file: "m.json", item: "x", others: 1))
        let old = problem(#""item": "\#(item)", "mark": "pass", "result": "000000000000""#)
        #expect(old == .otherResult(file: "m.json", item: item, others: 0))
        #expect(old?.message.contains(item) == true)
        let result = record.resultDigest
        var check = Marks.Check(
            try Self.marks(
                Self.form(#""item": "\#(item)", "mark": "fail", "result": "\#(result)""#)))
        check.see(record)
        try check.finish()
    }

    @Test("the digest of a result is that of the record read back, and changes with a value")
    func digest() throws {
        let record = try Sample.measured()
        let read = try ItemRecord(json: JSONReader.value(of: record.json.text))
        #expect(read.resultDigest == record.resultDigest)
        #expect(record.withoutVertices.resultDigest == record.resultDigest)
        var changed = record
        changed.flags = []
        #expect(changed.resultDigest != record.resultDigest)
    }

    private static func form(_ members: String) -> String {
        #"{"schema_version": "1.0", "marks": [{\#(members)}]}"#
    }

    private static func marks(_ text: String) throws(MarksProblem) -> Marks {
        var marks = Marks()
        try marks.add(Array(text.utf8), file: "m.json")
        return marks
    }
}
