import Foundation
import Ingesting
import JSON
import Testing

@testable import Reporting

/// The files that people write: what the schemas accept, the readers take, and the reverse.
@Suite struct InputSchemaTests {
    @Test("the example of a seed file is read, every seed of it")
    func seedExample() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "seeds-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(InputExample.seeds.utf8).write(to: file)
        let targets = try SeedFile(path: file.path).targets
        #expect(targets.count == 5)
        #expect(targets.contains(SeedFile.Target(input: "cine.dcm", number: 8)))
    }

    @Test("the examples stand in the schemas")
    func examplesShown() throws {
        for (schema, example) in [
            (PublishedSchema.seeds, InputExample.seeds), (.sidecar, InputExample.sidecar),
            (.marks, InputExample.marks),
        ] {
            let value = try JSONReader.value(of: example)
            #expect(try JSONObject(schema.json).value("examples") == .array([value]))
        }
    }

    static let cases: [(PublishedSchema, String, Bool)] = [
        (.seeds, InputExample.seeds, true),
        (.seeds, #"{"schema_version": "1.0", "seeds": []}"#, true),
        (.seeds, #"{"schema_version": "2.0", "seeds": []}"#, false),
        (.seeds, #"{"seeds": []}"#, false),
        (.seeds, seed(#""no_nerve": true"#), true),
        (.seeds, seed(#""no_nerve": false"#), false),
        (.seeds, seed(#""frame": 0, "no_nerve": true"#), false),
        (.seeds, seed(#""point": {"column": 1}"#), false),
        (.seeds, seed(#""point": {"column": 1, "row": 2}, "no_nerve": true"#), false),
        (.seeds, seed(#""frame": 1"#), false),
        (.seeds, seed(#""outline": [[1, 2], [3, 4]]"#), false),
        (.seeds, seed(#""box": {"column": 1, "row": 1, "columns": 0, "rows": 3}"#), false),
        (.seeds, seed(#""colour": 3, "no_nerve": true"#), false),
        (.sidecar, InputExample.sidecar, true),
        (.sidecar, "{}", true),
        (.sidecar, #"{"pixel_spacing_mm": [0.1]}"#, false),
        (.sidecar, #"{"pixel_spacing_mm": [0, 0.1]}"#, false),
        (.sidecar, #"{"side": "L"}"#, false),
        (.sidecar, #"{"spacing": 1}"#, false),
    ]
    static let marks = MarksTests.forms.map { (PublishedSchema.marks, $0, $1) }

    @Test(
        "the schemas accept what is read and refuse what is not",
        .enabled(if: Judge.python != nil, "NERVE_MEASURE_PYTHON is not set"),
        arguments: cases + marks)
    func judged(schema: PublishedSchema, text: String, accepted: Bool) throws {
        let value = try JSONReader.value(of: text)
        #expect(try Judge.accepts(value, as: schema) == accepted)
    }

    private static func seed(_ members: String) -> String {
        #"{"schema_version": "1.0", "seeds": [{"input": "a", \#(members)}]}"#
    }
}
