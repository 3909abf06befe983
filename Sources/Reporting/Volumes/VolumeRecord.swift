import Anatomy
import Geometry
import JSON
import StudyModel

/// Everything that is reported about one MR volume: a member of `volumes` in report.json.
package struct VolumeRecord: Hashable, Sendable {
    package let series: String
    package let pictures: SeriesPictures
    package let json: JSONValue

    /// - Parameters:
    ///   - series: folder name of the series.
    ///   - items: the item of every slice, in the order of the volume.
    package init(
        _ result: DeepGlutealResult, series: String, items: [String],
        pictures: SeriesPictures = SeriesPictures()
    ) {
        self.series = series
        self.pictures = pictures
        let words = VolumeWords(items: items)
        json = .object([
            "series": .string(series),
            "profile": .optional(pictures[.profile]),
            "pictures": pictures.json,
            "proven_on": .string(ValidationBasis.phantomOnly.rawValue),
            "sequence": .string(result.sequence.rawValue),
            "shows_signal_change": .boolean(result.sequence.showsSignalChange),
            "nerves": .array(
                Laterality.allCases.compactMap { side in
                    result.courses[side].map { words.nerve(side, $0) }
                }),
            "spaces": .array(words.spaces(result)),
            "structures": .array(result.muscles.map(words.structure)),
            "comparisons": .array(result.comparisons.map(VolumeWords.comparison)),
            "findings": .array(result.findings.map(VolumeWords.finding)),
            "not_assessed": .strings(Self.notAssessed(in: result)),
        ])
    }

    static func notAssessed(in result: DeepGlutealResult) -> [String] {
        (result.statesSurroundings ? [] : [surroundings]) + always
    }

    private static let surroundings =
        "ischiofemoral and quadratus femoris space, sizes and signal of muscles and tendons: the model's "
        + "labels of them are off by millimetres on simulated volumes"

    private static let always = [
        "spinal, sacroiliac, pudendal and pelvic causes of pain",
        "fibrous bands and crossing vessels",
        "changes that are alike on both sides: the nerve is held against the other side only",
        "normal values: none is published for the sciatic nerve at these levels on MR",
        "hip rotation, which shifts the ischiofemoral and quadratus femoris space by 4 mm",
    ]
}

/// Turns values into members of report.json; slices are named by their items.
struct VolumeWords {
    let items: [String]

    func nerve(_ side: Laterality, _ outcome: Outcome<NerveCourse, PathAbsence>) -> JSONValue {
        var members: [String: JSONValue] = [
            "side": .string(side.rawValue), "absence": .null, "absence_explanation": .null,
            "gaps": .array([]), "sections": .array([]),
        ]
        switch outcome {
        case .abstained(let absence):
            members["absence"] = .string(absence.rawValue)
            members["absence_explanation"] = .string(absence.explanation)
        case .value(let course):
            members["gaps"] = .strings(course.gaps.map { items[$0] })
            members["sections"] = .array(course.sections.map(section))
        }
        return .object(members)
    }

    private func section(_ section: CourseSection) -> JSONValue {
        let reason: AbstentionReason? =
            if case .abstained(let reason) = section.parts { reason } else { nil }
        let single = section.isDivided ? nil : section.measurements.first
        return .object([
            "item": .string(items[section.slice]),
            "centre_mm": Self.point(section.centre, decimals: 2),
            "direction": Self.point(section.direction, decimals: 4),
            "obliquity_degrees": .decimal(section.obliquity, decimals: 1),
            "parts": .integer(section.measurements.count),
            "csa_mm2": .decimal(section.sum(of: .crossSectionalArea), decimals: 2),
            "csa_perpendicular_mm2": .decimal(section.sum(of: .perpendicularArea), decimals: 2),
            "flattening_ratio": .decimal(single?[.flatteningRatio]?.value, decimals: 3),
            "not_measured": .optional(reason?.rawValue),
            "levels": .array(section.levels.map(Self.level)),
            "signal": Self.signal(section.signal),
        ])
    }

    private static func level(_ assignment: LevelAssignment) -> JSONValue {
        var members: [String: JSONValue] = [
            "level": .string(assignment.level.rawValue), "evidence": .string("operatorStated"),
            "landmark": .null, "landmark_area_mm2": .null,
        ]
        if case .landmark(let landmark, let area) = assignment.evidence {
            members["evidence"] = .string("landmark")
            members["landmark"] = .string(landmark.name)
            members["landmark_area_mm2"] = .decimal(area, decimals: 2)
        }
        return .object(members)
    }

    private static func signal(_ outcome: Outcome<NerveSignal, SignalGap>?) -> JSONValue {
        guard case .value(let signal)? = outcome else {
            guard case .abstained(let gap)? = outcome else { return .null }
            return .object([
                "gap": .string(gap.rawValue), "gap_explanation": .string(gap.explanation),
            ])
        }
        return .object([
            "mean": .decimal(signal.mean, decimals: 2),
            "median": .decimal(signal.median, decimals: 2),
            "percentile_95": .decimal(signal.percentile95, decimals: 2),
            "standard_deviation": .decimal(signal.standardDeviation, decimals: 2),
            "nerve_muscle_ratio": .decimal(signal.ratio, decimals: 3),
            "heterogeneity": .decimal(signal.heterogeneity, decimals: 3),
            "reference_muscle": .string(signal.reference.muscle.name),
            "reference_median": .decimal(signal.reference.median, decimals: 2),
            "reference_area_mm2": .decimal(signal.reference.area, decimals: 2),
        ])
    }

    static func point(_ point: PatientPoint, decimals: Int) -> JSONValue {
        .array(
            [point.left, point.posterior, point.superior].map {
                .decimal($0, decimals: decimals)
            })
    }
}
