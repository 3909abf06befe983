import Foundation
import JSON
import OracleSupport
import Testing

@testable import Reporting

/// The schemas, judged by check-jsonschema (`scripts/oracles/requirements.txt`).
///
/// `NERVE_MEASURE_PYTHON` names a Python that has it; without one these tests are skipped.
@Suite(.enabled(if: Judge.python != nil, "NERVE_MEASURE_PYTHON is not set"))
struct SchemaTests {
    @Test("the schemas are valid JSON Schema 2020-12", arguments: PublishedSchema.allCases)
    func metaschema(schema: PublishedSchema) throws {
        let file = try Judge.file(schema.json)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try Judge.accepts(["--check-metaschema", file.path]))
    }

    @Test("what is written satisfies its schema")
    func valid() throws {
        #expect(try Judge.accepts(try Sample.study().json, as: .report))
        #expect(try Judge.accepts(try JSONReader.value(of: Sample.dataset), as: .dataset))
        #expect(try Judge.accepts(try Sample.agreement().json, as: .agreement))
        #expect(try Judge.accepts(Sample.comparison.json, as: .comparison))
        #expect(try Judge.accepts(Sample.reference.json, as: .reference))
        #expect(try Judge.accepts(Table.distributions.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.standings.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.changes.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.painOutcomes.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.painFollowUps.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.agreementPairs.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.agreementGroups.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.agreementSummary.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.items.dictionary, as: .dictionary))
        #expect(try Judge.accepts(Table.measurements.dictionary, as: .dictionary))
    }

    @Test("rows of reference values, every cell as text")
    func referenceValues() throws {
        let row: [String: JSONValue] = [
            "source": .string("Own 2026"), "n": .string("40"), "population": .string("adults"),
            "modality": .string("US"), "level": .string("piriformis"),
            "quantity": .string("csa_mm2"), "outline_convention": .string("outerEpineurium"),
            "mean": .string("50.5"), "sd": .string("8"), "p5": .string("n/a"),
        ]
        #expect(try Judge.accepts(.array([.object(row)]), as: .referenceValues))
        for (name, value) in [("level", "knee"), ("n", "0"), ("maen", "5"), ("source", "")] {
            let changed = row.merging([name: .string(value)]) { $1 }
            #expect(try !Judge.accepts(.array([.object(changed)]), as: .referenceValues))
        }
    }

    static let changes: [(String, @Sendable (inout [String: JSONValue]) -> Void)] = [
        ("an unknown member", { $0["extra"] = .null }),
        ("a missing member", { $0["not_assessed"] = nil }),
        ("another major version", { $0["schema_version"] = .string("2.0") }),
        ("a number as text", { Self.item(&$0) { $0["series_position"] = .string("1") } }),
        ("an unknown status", { Self.item(&$0) { $0["status"] = .string("fine") } }),
        ("measured without a nerve", { Self.item(&$0) { $0["nerves"] = .array([]) } }),
        ("abstained with a nerve", { Self.item(&$0) { $0["status"] = .string("abstained") } }),
    ]

    @Test("what is not promised is refused", arguments: changes.map(\.0))
    func invalid(name: String) throws {
        let change = try #require(Self.changes.first { $0.0 == name }?.1)
        guard case .object(var members) = try Sample.study().json else {
            Issue.record("a report is an object")
            return
        }
        change(&members)
        #expect(try !Judge.accepts(.object(members), as: .report))
    }

    /// Changes the first item, which is measured.
    private static func item(
        _ report: inout [String: JSONValue], _ change: (inout [String: JSONValue]) -> Void
    ) {
        guard case .array(var items) = report["items"], case .object(var item) = items[0] else {
            return
        }
        change(&item)
        items[0] = .object(item)
        report["items"] = .array(items)
    }
}

enum Judge {
    static let python = Oracle.python

    static func accepts(_ value: JSONValue, as schema: PublishedSchema) throws -> Bool {
        let schemaFile = try file(schema.json)
        let instance = try file(value)
        defer {
            try? FileManager.default.removeItem(at: schemaFile)
            try? FileManager.default.removeItem(at: instance)
        }
        return try accepts(["--schemafile", schemaFile.path, instance.path])
    }

    static func accepts(_ arguments: [String]) throws -> Bool {
        try Oracle.acceptsSchema(arguments)
    }

    static func file(_ value: JSONValue) throws -> URL {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "schema-\(UUID().uuidString).json")
        try Data(value.text.utf8).write(to: file)
        return file
    }
}
