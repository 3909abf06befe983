import Anatomy
import JSON
import StudyModel

/// The form of a member of `volumes` in report.json.
enum VolumeSchema {
    typealias Parts = SchemaParts

    static let volume = Parts.object([
        "series": Parts.text, "profile": Parts.nullable(Parts.text),
        "pictures": SeriesPictures.schema,
        "proven_on": Parts.constant(ValidationBasis.phantomOnly.rawValue),
        "sequence": words(MRSequenceKind.self),
        "shows_signal_change": Parts.boolean,
        "nerves": Parts.array(of: nerve),
        "spaces": Parts.array(of: space),
        "structures": Parts.array(of: structure),
        "comparisons": Parts.array(of: comparison),
        "findings": Parts.array(of: finding),
        "not_assessed": Parts.array(of: Parts.text),
    ])

    private static func words<Word: RawRepresentable<String> & CaseIterable>(
        _: Word.Type
    ) -> JSONValue { Parts.words(Word.allCases.map(\.rawValue)) }

    private static let side = words(Laterality.self)
    private static let level = words(GlutealLevel.self)
    private static let number = Parts.nullable(Parts.number)
    private static let point = JSONValue.object([
        "type": .string("array"), "minItems": .integer(3), "maxItems": .integer(3),
        "items": Parts.number,
    ])

    private static let nerve = Parts.object([
        "side": side, "absence": Parts.nullable(words(PathAbsence.self)),
        "absence_explanation": Parts.nullable(Parts.text),
        "gaps": Parts.array(of: Parts.text), "sections": Parts.array(of: section),
    ])

    private static let section = Parts.object([
        "item": Parts.text, "centre_mm": point, "direction": point,
        "obliquity_degrees": Parts.number, "parts": Parts.integer(from: 0),
        "csa_mm2": number, "csa_perpendicular_mm2": number, "flattening_ratio": number,
        "not_measured": Parts.nullable(words(AbstentionReason.self)),
        "levels": Parts.array(
            of: Parts.object([
                "level": level, "evidence": Parts.words(["landmark", "operatorStated"]),
                "landmark": Parts.nullable(Parts.words(AnatomicalLabel.allCases.map(\.name))),
                "landmark_area_mm2": number,
            ])),
        "signal": Parts.nullable(Parts.either([signal, signalGap])),
    ])

    private static let signal = Parts.object([
        "mean": Parts.number, "median": Parts.number, "percentile_95": Parts.number,
        "standard_deviation": Parts.number, "nerve_muscle_ratio": Parts.number,
        "heterogeneity": Parts.number,
        "reference_muscle": Parts.words(AnatomicalLabel.allCases.map(\.name)),
        "reference_median": Parts.number, "reference_area_mm2": Parts.number,
    ])

    private static let signalGap = Parts.object([
        "gap": words(SignalGap.self), "gap_explanation": Parts.text,
    ])

    private static let space = Parts.object([
        "space": words(GlutealSpace.self), "side": side, "item": Parts.text,
        "distance_mm": Parts.number, "positioning_uncertainty_mm": Parts.number,
        "from_mm": point, "to_mm": point,
    ])

    private static let structure = Parts.object([
        "structure": words(MeasuredStructure.self), "side": side, "thickness_mm": Parts.number,
        "thickness_item": Parts.text, "area_mm2": Parts.number, "volume_cm3": number,
        "muscle_ratio": number,
    ])

    private static let summary = Parts.nullable(
        Parts.object([
            "median": Parts.number, "maximum": Parts.number, "slices": Parts.integer(from: 1),
        ]))

    private static let comparison = Parts.object([
        "level": level, "quantity": words(ComparedQuantity.self), "left": summary,
        "right": summary, "difference": number, "difference_percent": number,
        "gap": Parts.nullable(words(ComparisonGap.self)),
        "minimum_detectable_difference": Parts.text,
    ])

    private static let finding = Parts.object([
        "site": words(FindingSite.self), "aspect": words(FindingAspect.self), "side": side,
        "verdict": words(FindingVerdict.self),
        "rules": Parts.array(
            of: Parts.object([
                "rule": Parts.text, "source": Parts.text, "threshold_published": Parts.boolean,
                "verdict": words(FindingVerdict.self),
                "numbers": Parts.array(
                    of: Parts.object([
                        "name": Parts.text, "value": Parts.number, "unit": Parts.text,
                    ])),
            ])),
    ])
}
