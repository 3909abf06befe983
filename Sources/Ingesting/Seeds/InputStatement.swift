import Anatomy
import JSON
import StudyModel

/// What a person states of every frame of one input: an entry of `inputs` in a seed file.
package struct InputStatement: Hashable, Sendable {
    package var side: Laterality?
    package var level: GlutealLevel?
    /// Scale, of basis `operatorSupplied`.
    package var spacing: StatedSpacing?

    package init() {}

    package var isEmpty: Bool { self == InputStatement() }

    /// `frame` with what is stated here; the rest is the file's own.
    package func applied(to frame: Frame) -> Frame {
        guard !isEmpty else { return frame }
        var evidence = frame.evidence
        var context = frame.context
        evidence.operatorSupplied = spacing ?? evidence.operatorSupplied
        context.laterality = side ?? context.laterality
        context.level = level ?? context.level
        return Frame(
            id: frame.id, modality: frame.modality, luminance: frame.luminance, evidence: evidence,
            placement: frame.placement, context: context)
    }
}

extension InputStatement {
    private static let keys = ["input", "level", "pixel_spacing_mm", "side"]

    /// The list `inputs` of `file`, by input; empty when it is absent.
    static func parse(_ file: JSONObject) throws(JSONProblem) -> [String: InputStatement] {
        var result: [String: InputStatement] = [:]
        guard file.value("inputs") != nil else { return result }
        for object in try file.objects("inputs", allowedKeys: keys) {
            let input = try object.required("input", object.text("input"))
            var statement = InputStatement()
            statement.side = try object.word("side")
            statement.level = try object.word("level")
            statement.spacing = try object.numbers("pixel_spacing_mm", count: 2).map {
                StatedSpacing(betweenRows: $0[0], betweenColumns: $0[1])
            }
            guard result.updateValue(statement, forKey: input) == nil else {
                throw .invalid(
                    field: object.path, found: "a further entry of \(input)",
                    allowed: "every input once")
            }
        }
        return result
    }
}
