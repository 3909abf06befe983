import Anatomy
import Cohorts
import JSON
import StudyModel

extension Table where Row == GroupDistribution {
    /// `distributions.tsv`: one row per quantity, group, level and side.
    package static let distributions = Table(
        title: "distributions", columns: identity + numbers)

    private static var identity: [Column<Row>] {
        [
            Column("quantity", "column of measurements.tsv") { .text($0.place.quantity) },
            Column("unit_of_value", "UCUM code of the values") { .text($0.place.unit) },
            Column("group", "group, as the user names it") { .optional($0.place.group) },
            Column("modality", "modality of the images") { .optional($0.place.modality) },
            Column(
                "outline_convention", "border that the outlines follow; conventions do not compare"
            ) { .optional($0.place.convention) },
            Column("level", "level, as stated", words: GlutealLevel.allCases.map(\.rawValue)) {
                .optional($0.place.level?.rawValue)
            },
            Column(
                "side", "side; all for both and unstated sides together",
                words: ["all"] + Laterality.allCases.map(\.rawValue)
            ) { .optional($0.place.isEitherSide ? "all" : $0.place.side?.rawValue) },
            Column("sequence", "what the MR series weigh; n/a for ultrasound") {
                .optional($0.place.sequence)
            },
        ]
    }

    private static var numbers: [Column<Row>] {
        func number(
            _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> Double?
        ) -> Column<Row> {
            Column(name, meaning, unit: "1") { .optional(value($0), decimals: 3) }
        }
        let percentiles = GroupDistribution.percentages.enumerated().map { index, percentage in
            number("p\(percentage)", "\(percentage)th percentile, in unit_of_value") {
                $0.percentiles[index]
            }
        }
        return [
            Column("n", "values: of each subject and side the mean of its images", unit: "1") {
                .integer($0.count)
            },
            Column("subjects", "subjects of those values", unit: "1") { .integer($0.subjects) },
            Column(
                "images",
                "images or MR slices of those values; of each the first nerve, of MR each side's",
                unit: "1"
            ) {
                .integer($0.images)
            },
            number("mean", "mean, in unit_of_value", \.mean),
            number("sd", "standard deviation, in unit_of_value", \.standardDeviation),
        ] + percentiles + [
            number("minimum", "smallest value, in unit_of_value", \.minimum),
            number("maximum", "largest value, in unit_of_value", \.maximum),
        ]
    }
}

extension Table where Row == ReferenceStanding {
    /// `standings.tsv`: one row per value and reference that applies to it.
    package static let standings = Table(
        title: "standings",
        columns: [
            Column("item", "id of the item, as in items.tsv") { .text($0.value.item) },
            Column("subject", "whose image it is; the study where nothing was stated") {
                .text($0.value.subject)
            },
            Column(
                "side", "side of the body, as stated", words: Laterality.allCases.map(\.rawValue)
            ) { .optional($0.value.side?.rawValue) },
            Column("level", "level, as stated", words: GlutealLevel.allCases.map(\.rawValue)) {
                .optional($0.value.level?.rawValue)
            },
            Column("quantity", "column of measurements.tsv") { .text($0.value.quantity) },
            Column("value", "the measured value", unit: "1") {
                .decimal($0.value.value, decimals: 3)
            },
            Column("source", "where the reference comes from, as its table says") {
                .optional($0.reference?.source)
            },
            Column("population", "whom the reference was measured on") {
                .optional($0.reference?.population)
            },
            Column("n", "how many they were", unit: "1") { .optional($0.reference?.count) },
            Column("z_score", "standard deviations above the mean", unit: "1") {
                .optional($0.zScore, decimals: 2)
            },
            Column("percentile", "percentile of the value; see bound", unit: "%") {
                .optional($0.percentile, decimals: 1)
            },
            Column(
                "bound", "below or above the outermost percentile of the table",
                words: ReferenceStanding.Bound.allCases.map(\.rawValue)
            ) { .optional($0.bound?.rawValue) },
            Column(
                "obstacle", "why the value has no standing",
                words: ReferenceStanding.Obstacle.allCases.map(\.rawValue)
            ) { .optional($0.obstacle?.rawValue) },
        ])
}

/// The table of reference values that a user writes: `--values`.
package enum ReferenceValueTable {
    /// Percentages of its columns p3, p5 and so on.
    package static let percentages = [3, 5, 10, 25, 50, 75, 90, 95, 97]

    /// Columns that every row fills.
    package static let required = [
        "source", "n", "population", "modality", "level", "quantity", "outline_convention",
    ]

    package static var optional: [String] {
        ["side", "mean", "sd"] + percentages.map { "p\($0)" }
    }

    /// The form of a table, read as a list of rows in which every cell is text.
    static var schema: JSONValue {
        var cells = required.reduce(into: [String: JSONValue]()) { $0[$1] = SchemaParts.text }
        for name in ["mean", "sd"] + percentages.map({ "p\($0)" }) { cells[name] = number }
        cells["n"] = SchemaParts.pattern("^[1-9][0-9]*$")
        cells["modality"] = SchemaParts.words(Modality.allCases.map(\.rawValue))
        cells["level"] = SchemaParts.words(GlutealLevel.allCases.map(\.rawValue))
        cells["side"] = SchemaParts.words(Laterality.allCases.map(\.rawValue) + ["n/a", ""])
        cells["quantity"] = SchemaParts.words(QuantityKind.allCases.map(\.rawValue))
        cells["outline_convention"] = SchemaParts.words(
            OutlineConvention.allCases.map(\.rawValue))
        return SchemaParts.array(of: SchemaParts.open(cells, required: required))
    }

    private static let number = SchemaParts.pattern("^(n/a|-?[0-9]+(\\.[0-9]+)?|)$")
}
