import StudyModel

// Tables of the page of a volume; report.json has the same values.

extension Table where Row == SideComparison {
    static let sideComparisons = Table(
        title: "side_comparisons",
        columns: [
            Column("level", "level by landmarks") { .text(CodeWords.words($0.level.rawValue)) },
            Column("quantity", "what is compared") { .text($0.quantity.rawValue) },
            Column("left_median", "median over the slices of the level", unit: "1") {
                .optional($0.left?.median, decimals: $0.quantity.unit.decimals)
            },
            Column("right_median", "median over the slices of the level", unit: "1") {
                .optional($0.right?.median, decimals: $0.quantity.unit.decimals)
            },
            Column("difference", "left less right", unit: "1") {
                .optional($0.difference, decimals: $0.quantity.unit.decimals)
            },
            Column("difference_percent", "of the mean of both", unit: "%") {
                .optional($0.percent, decimals: 1)
            },
            Column("not_compared", "why the sides are not compared") {
                .optional($0.gap?.explanation)
            },
        ])
}

extension Table where Row == FindingRow {
    static let volumeFindings = Table(
        title: "findings",
        columns: [
            Column("finding", "supported, not seen or not assessable") {
                .text(CodeWords.words($0.finding.verdict.rawValue))
            },
            Column("side", "side of the body") { .text($0.finding.side.rawValue) },
            Column("site", "where it is looked for") {
                .text(CodeWords.words($0.finding.site.rawValue))
            },
            Column("aspect", "the structure, or the nerve beside it") {
                .text($0.finding.aspect.rawValue)
            },
            Column("rule", "the rule with its threshold") { .optional($0.rule?.rule) },
            Column("rule_says", "what the rule came to") {
                .optional($0.rule.map { CodeWords.words($0.verdict.rawValue) })
            },
            Column("numbers", "what the rule looked at") { row in
                .optional(row.rule?.numbers.map(text).joined(separator: "; "))
            },
            Column("threshold", "where the threshold comes from") { .optional($0.rule?.source) },
        ])

    private static func text(_ number: RuleResult.Number) -> String {
        let value = Cell.decimal(number.value, decimals: number.unit.decimals).text
        return "\(number.name) \(value)" + (number.unit == .ratio ? "" : " \(number.unit.rawValue)")
    }
}

extension Table where Row == SpaceMeasurement {
    static let spaces = Table(
        title: "spaces",
        columns: [
            Column("space", "the space") { .text(CodeWords.words($0.space.rawValue)) },
            Column("side", "side of the body") { .text($0.side.rawValue) },
            Column(
                "distance_mm", "± 4 mm by the rotation of the hip, which is not known", unit: "mm"
            ) {
                .decimal($0.distance, decimals: 2)
            },
        ])
}

extension Table where Row == MuscleMeasurement {
    static let muscles = Table(
        title: "muscles",
        columns: [
            Column("structure", "muscle or tendons") {
                .text(CodeWords.words($0.structure.rawValue))
            },
            Column("side", "side of the body") { .text($0.side.rawValue) },
            Column("thickness_mm", "of the thickest section", unit: "mm") {
                .decimal($0.thickness, decimals: 2)
            },
            Column("area_mm2", "of the largest section", unit: "mm2") {
                .decimal($0.area, decimals: 2)
            },
            Column("volume_cm3", "where the series holds all of it", unit: "cm3") {
                .optional($0.volume, decimals: 2)
            },
            Column("muscle_ratio", "signal by that of the reference muscle", unit: "1") {
                .optional($0.signalRatio, decimals: 3)
            },
        ])
}
