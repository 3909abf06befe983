import Anatomy
import Cohorts

/// A change and what it is judged by: a row of `changes.tsv`.
package struct ChangeRow: Sendable {
    package let change: VisitChange
    package let detectable: DetectableChange?

    package init(change: VisitChange, detectable: DetectableChange?) {
        self.change = change
        self.detectable = detectable
    }

    fileprivate func area(_ value: Double?) -> Cell { .optional(value, decimals: 2) }
}

extension Table where Row == ChangeRow {
    /// `changes.tsv`: one row per later visit, side, level and MR sequence.
    package static let changes = Table(
        title: "changes", columns: identity + areas + difference + judgement)

    private static var identity: [Column<Row>] {
        [
            Column("subject", "the patient, as named by the user") {
                .text($0.change.first.subject)
            },
            Column("first_visit", "the visit compared with") { .text($0.change.first.name) },
            Column("later_visit", "the visit compared") { .text($0.change.later.name) },
            Column("first_date", "day of the first visit") {
                .optional($0.change.first.date?.description)
            },
            Column("later_date", "day of the later visit") {
                .optional($0.change.later.date?.description)
            },
            Column("days", "days between the visits", unit: "d") { .optional($0.change.days) },
            Column("days_since_treatment", "days from the treatment to the later visit", unit: "d")
            {
                .optional($0.change.daysSinceTreatment)
            },
            Column(
                "side", "side of the body, as stated", words: Laterality.allCases.map(\.rawValue)
            ) { .optional($0.change.side?.rawValue) },
            Column("level", "level, as stated", words: GlutealLevel.allCases.map(\.rawValue)) {
                .optional($0.change.level?.rawValue)
            },
            Column("sequence", "what the MR series weighs; n/a for ultrasound") {
                .optional($0.change.sequence)
            },
        ]
    }

    private static var areas: [Column<Row>] {
        [("first", \VisitChange.firstArea), ("later", \.laterArea)].flatMap { name, area in
            let words =
                "area of the nerve at the \(name) visit: mean of its images, of MR the median "
                + "over the slices of the level, at right angles to the nerve"
            return [
                Column<Row>("\(name)_csa_mm2", words, unit: "mm2") { row in
                    row.area(row.change[keyPath: area]?.value)
                },
                Column<Row>("\(name)_csa_low_mm2", "lower end of the interval", unit: "mm2") {
                    row in
                    row.area(row.change[keyPath: area]?.low)
                },
                Column<Row>("\(name)_csa_high_mm2", "upper end of the interval", unit: "mm2") {
                    row in row.area(row.change[keyPath: area]?.high)
                },
            ]
        }
    }

    private static var difference: [Column<Row>] {
        [
            Column("difference_mm2", "later minus first area", unit: "mm2") { row in
                row.area(row.change.difference?.value)
            },
            Column(
                "difference_low_mm2",
                "lower end of its 95 % model interval; errors of two days taken as independent",
                unit: "mm2"
            ) { row in row.area(row.change.difference?.low) },
            Column("difference_high_mm2", "upper end of its interval", unit: "mm2") { row in
                row.area(row.change.difference?.high)
            },
            Column("difference_percent", "difference in percent of the first area", unit: "%") {
                .optional($0.change.percent, decimals: 1)
            },
            Column(
                "obstacle", "why there is no difference",
                words: VisitChange.Obstacle.allCases.map(\.rawValue)
            ) { .optional($0.change.obstacle?.rawValue) },
            Column("explanation", "the obstacle as a sentence") {
                .optional($0.change.obstacle?.explanation)
            },
            Column(
                "cautions", "what lowers trust in the difference, separated by commas"
            ) { .text($0.change.cautions.map(\.rawValue).joined(separator: ",")) },
        ]
    }

    private static var judgement: [Column<Row>] {
        [
            Column(
                "minimum_detectable_change_mm2", "what a change must exceed, as the user states",
                unit: "mm2"
            ) { row in row.area(row.detectable?.squareMillimetres) },
            Column("minimum_detectable_change_source", "where that number comes from") {
                .optional($0.detectable?.source)
            },
            Column(
                "judgement", "whether the difference exceeds the minimum detectable change",
                words: VisitChange.Judgement.allCases.map(\.rawValue)
            ) { .optional($0.change.judgement(by: $0.detectable)?.rawValue) },
        ]
    }
}

extension Table where Row == PainOutcome {
    /// `outcomes.tsv`: one row per patient and follow-up.
    package static let painOutcomes = Table(
        title: "pain_outcomes",
        columns: [
            Column("subject", "the patient, as named by the user") { .text($0.subject) },
            Column("follow_up", "name of the follow-up, else whole weeks since the treatment") {
                .text($0.followUp)
            },
            Column("date", "day of the score") { .text($0.date.description) },
            Column("days", "days since the baseline, else since the first score", unit: "d") {
                .integer($0.days)
            },
            Column("baseline_score", "last score up to the treatment", unit: "1") {
                .optional($0.baseline, decimals: 2)
            },
            Column("score", "score at the follow-up", unit: "1") {
                .decimal($0.score, decimals: 2)
            },
            Column("reduction_percent", "reduction in percent of the baseline", unit: "%") {
                .optional($0.reduction.map { $0 * 100 }, decimals: 1)
            },
            Column(
                "favourable", "whether the reduction is 50 % or more",
                words: ["yes", "no"]
            ) { .optional($0.isFavourable.map { $0 ? "yes" : "no" }) },
        ])
}

extension Table where Row == UnusedScore {
    /// `unused_scores.tsv`: one row per pain score that no outcome rests on.
    package static let unusedScores = Table(
        title: "unused_scores",
        columns: [
            Column("subject", "the patient, as named by the user") { .text($0.score.subject) },
            Column("date", "day of the score") { .text($0.score.date.description) },
            Column("score", "the score", unit: "1") { .decimal($0.score.score, decimals: 2) },
            Column("follow_up", "name of the follow-up, where one is stated") {
                .optional($0.score.label)
            },
            Column(
                "reason", "why it is not used",
                words: UnusedScore.Reason.allCases.map(\.rawValue)
            ) { .text($0.reason.rawValue) },
            Column("explanation", "the reason as a sentence") { .text($0.reason.explanation) },
        ])
}

extension Table where Row == PainFollowUp {
    /// `follow_ups.tsv`: one row per follow-up of the cohort.
    package static let painFollowUps = Table(
        title: "pain_follow_ups",
        columns: [
            Column("follow_up", "name of the follow-up") { .text($0.name) },
            Column("assessed", "patients with a baseline above 0 and a score", unit: "1") {
                .integer($0.assessed)
            },
            Column("favourable", "of them, with a reduction of 50 % or more", unit: "1") {
                .integer($0.favourable)
            },
            Column("not_assessable", "patients without a baseline above 0", unit: "1") {
                .integer($0.notAssessable)
            },
            Column("share", "favourable of assessed", unit: "1") {
                .optional($0.share?.value, decimals: 4)
            },
            Column("share_low", "lower end of its 95 % interval (Wilson)", unit: "1") {
                .optional($0.share?.low, decimals: 4)
            },
            Column("share_high", "upper end of its 95 % interval (Wilson)", unit: "1") {
                .optional($0.share?.high, decimals: 4)
            },
        ])
}
