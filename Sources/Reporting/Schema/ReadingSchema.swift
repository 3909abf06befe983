import Anatomy
import JSON
import StudyModel

/// The form of what a reader of `review` said about one frame, with its result as it was then.
enum ReadingSchema {
    typealias Parts = SchemaParts

    static let reading = Parts.open(
        [
            "input": Parts.text,
            "frame": Parts.integer(from: 1),
            "verdict": Parts.nullable(Parts.words(Verdict.allCases.map(\.rawValue))),
            "comment": Parts.nullable(Parts.text),
            "changed": Parts.boolean,
            "seconds": Parts.number,
            "status": Parts.words(ItemStatus.allCases.map(\.rawValue)),
            "reason": Parts.nullable(Parts.text),
            "columns": Parts.nullable(Parts.integer(from: 1)),
            "rows": Parts.nullable(Parts.integer(from: 1)),
            "pixel_spacing_mm": Parts.nullable(Parts.array(of: Parts.positive)),
            "nerves": Parts.array(of: nerve),
        ],
        required: ["changed", "comment", "frame", "input", "seconds", "verdict"])

    private static let nerve = Parts.object([
        "rank": Parts.integer(from: 1),
        "provenance": Parts.words(Provenance.allCases.map(\.rawValue)),
        "side": Parts.nullable(Parts.words(Laterality.allCases.map(\.rawValue))),
        "level": Parts.nullable(Parts.words(GlutealLevel.allCases.map(\.rawValue))),
        "csa_mm2": Parts.nullable(Parts.number),
        "area_px": Parts.nullable(Parts.number),
        "outline_px": Parts.array(of: Parts.array(of: Parts.number)),
    ])
}
