import Anatomy
import JSON
import StudyModel

/// What the script of the page must know beside the items: how much data there is, and words.
struct PageFacts {
    let tally: PageTally
    let rowFiles: Int

    var file: PageFile {
        PageFile(path: "page/facts.js", text: "nervePage.facts(\(json.line));\n")
    }

    private var json: JSONValue {
        .object([
            "columns": .strings(PageRow.columns),
            "nerveColumns": .strings(PageRow.nerveColumns),
            "rowFiles": .integer(rowFiles),
            "items": .integer(tally.items),
            "marksVersion": .string(Marks.schemaVersion),
            "quantities": .array(QuantityKind.allCases.map(Self.quantity)),
            "flags": .array(
                QualityFlag.allCases.map { Self.code($0.rawValue, explanation: $0.explanation) }),
            "levels": .array(GlutealLevel.allCases.map { Self.code($0.rawValue) }),
            "reasons": .array(tally.reasons.keys.sorted().map { Self.code($0) }),
        ])
    }

    private static func quantity(_ kind: QuantityKind) -> JSONValue {
        .object([
            "key": .string(kind.rawValue), "title": .string(kind.title),
            "meaning": .string(kind.meaning), "unit": .string(kind.unit.symbol),
            "decimals": .integer(kind.unit.decimals),
        ])
    }

    private static func code(_ code: String, explanation: String = "") -> JSONValue {
        .object([
            "code": .string(code), "words": .string(CodeWords.words(code)),
            "explanation": .string(explanation),
        ])
    }
}
