import Anatomy
import JSON
import StudyModel

extension VolumeWords {
    /// The narrowest place of each space and side.
    func spaces(_ result: DeepGlutealResult) -> [JSONValue] {
        GlutealSpace.allCases.flatMap { space in
            Laterality.allCases.compactMap { side in
                result.narrowest(space, side).map(self.space)
            }
        }
    }

    private func space(_ space: SpaceMeasurement) -> JSONValue {
        .object([
            "space": .string(space.space.rawValue),
            "side": .string(space.side.rawValue),
            "item": .string(items[space.slice]),
            "distance_mm": .decimal(space.distance, decimals: 2),
            "positioning_uncertainty_mm": .decimal(Self.positioning, decimals: 2),
            "from_mm": Self.point(space.from, decimals: 2),
            "to_mm": Self.point(space.to, decimals: 2),
        ])
    }

    /// Hip rotation is not known and shifts a third of hips by as much (PMC7901394).
    private static let positioning = 4.0

    func structure(_ muscle: MuscleMeasurement) -> JSONValue {
        .object([
            "structure": .string(muscle.structure.rawValue),
            "side": .string(muscle.side.rawValue),
            "thickness_mm": .decimal(muscle.thickness, decimals: 2),
            "thickness_item": .string(items[muscle.thicknessSlice]),
            "area_mm2": .decimal(muscle.area, decimals: 2),
            "volume_cm3": .decimal(muscle.volume, decimals: 2),
            "muscle_ratio": .decimal(muscle.signalRatio, decimals: 3),
        ])
    }

    static func comparison(_ comparison: SideComparison) -> JSONValue {
        let decimals = comparison.quantity.unit.decimals
        func summary(_ summary: LevelSummary?) -> JSONValue {
            guard let summary else { return .null }
            return .object([
                "median": .decimal(summary.median, decimals: decimals),
                "maximum": .decimal(summary.maximum, decimals: decimals),
                "slices": .integer(summary.slices),
            ])
        }
        return .object([
            "level": .string(comparison.level.rawValue),
            "quantity": .string(comparison.quantity.rawValue),
            "left": summary(comparison.left),
            "right": summary(comparison.right),
            "difference": .decimal(comparison.difference, decimals: decimals),
            "difference_percent": .decimal(comparison.percent, decimals: 1),
            "gap": .optional(comparison.gap?.rawValue),
            "minimum_detectable_difference": .string(Self.detectable),
        ])
    }

    /// The one that is published holds for ultrasound at piriformis (16.4 mm², Muscle Nerve 2012;46:717).
    private static let detectable = "none applicable"

    static func finding(_ finding: Finding) -> JSONValue {
        .object([
            "site": .string(finding.site.rawValue),
            "aspect": .string(finding.aspect.rawValue),
            "side": .string(finding.side.rawValue),
            "verdict": .string(finding.verdict.rawValue),
            "rules": .array(finding.rules.map(rule)),
        ])
    }

    private static func rule(_ rule: RuleResult) -> JSONValue {
        .object([
            "rule": .string(rule.rule),
            "source": .string(rule.source),
            "threshold_published": .boolean(rule.isPublished),
            "verdict": .string(rule.verdict.rawValue),
            "numbers": .array(
                rule.numbers.map { number in
                    .object([
                        "name": .string(number.name),
                        "value": .decimal(number.value, decimals: number.unit.decimals),
                        "unit": .string(number.unit.rawValue),
                    ])
                }),
        ])
    }
}
