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
            "quantityGroups": .array(Self.groups.map(Self.group)),
            "flags": .array(
                QualityFlag.allCases.map { Self.code($0.rawValue, explanation: $0.explanation) }),
            "levels": .array(GlutealLevel.allCases.map { Self.code($0.rawValue) }),
            "reasons": .array(tally.reasons.keys.sorted().map { Self.code($0) }),
        ])
    }

    /// Quantities in the order in which a reader wants them.
    private static let groups: [(title: String, kinds: [QuantityKind])] = {
        let units: [(String, Set<Unit>)] = [
            ("Size and shape", [.squareMillimetres, .millimetres, .ratio]),
            ("Echo: depends on the gain of the scanner", [.greyLevels, .fraction]),
            ("In pixels of the picture", [.pixels]),
        ]
        let signal: [QuantityKind] = [.signalMean, .nerveMuscleRatio]
        return units.map { title, units in
            (
                title,
                QuantityKind.allCases.filter { units.contains($0.unit) && !signal.contains($0) }
            )
        } + [("MR signal", signal)]
    }()

    private static func group(_ title: String, _ kinds: [QuantityKind]) -> JSONValue {
        .object(["title": .string(title), "quantities": .array(kinds.map(quantity))])
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
