import Cohorts
import JSON

/// Visits against each other: the content of `comparison.json`, its tables and page.
package struct ComparisonReport {
    private let toolVersion: String
    private let earlyDays: Int
    private let changes: [ChangeRow]
    private let pain: PainOutcomes?
    private let outcomes: [PainOutcome]
    private let unused: [UnusedScore]
    private let followUps: [PainFollowUp]

    package init(
        toolVersion: String, earlyDays: Int, changes: [VisitChange],
        detectable: DetectableChange?, pain: PainOutcomes?
    ) {
        self.toolVersion = toolVersion
        self.earlyDays = earlyDays
        self.changes = changes.map { ChangeRow(change: $0, detectable: detectable) }
        self.pain = pain
        outcomes = pain?.outcomes ?? []
        unused = pain?.unused ?? []
        followUps = PainFollowUp.all(of: outcomes)
    }

    /// Names of all files that a report may have.
    package static let fileNames: Set = [
        "comparison.json", "changes.tsv", "changes.json", "outcomes.tsv", "outcomes.json",
        "follow_ups.tsv", "follow_ups.json", "unused_scores.tsv", "unused_scores.json",
        "comparison.html",
    ]

    /// File names and contents, in the order of writing; the first marks the folder.
    package var files: [(name: String, text: String)] {
        var files = [
            ("comparison.json", json.text), ("changes.tsv", changesText),
            ("changes.json", Table.changes.dictionary.text),
        ]
        if pain != nil {
            files += [
                ("outcomes.tsv", Table.painOutcomes.text(of: outcomes)),
                ("outcomes.json", Table.painOutcomes.dictionary.text),
                ("follow_ups.tsv", Table.painFollowUps.text(of: followUps)),
                ("follow_ups.json", Table.painFollowUps.dictionary.text),
                ("unused_scores.tsv", Table.unusedScores.text(of: unused)),
                ("unused_scores.json", Table.unusedScores.dictionary.text),
            ]
        }
        return files + [("comparison.html", html)]
    }

    /// The text of `changes.tsv`.
    package var changesText: String { Table.changes.text(of: changes) }

    package var json: JSONValue {
        ReportEnvelope.json(
            toolVersion: toolVersion, methods: methods,
            [
                "early_days": .integer(earlyDays),
                "changes": Table.changes.json(of: changes),
                "outcomes": Table.painOutcomes.json(of: outcomes),
                "follow_ups": Table.painFollowUps.json(of: followUps),
                "unused_scores": Table.unusedScores.json(of: unused),
            ])
    }

    static let schema = ReportEnvelope.schema([
        "early_days": SchemaParts.integer(from: 0),
        "changes": SchemaParts.array(of: Table.changes.rowSchema),
        "outcomes": SchemaParts.array(of: Table.painOutcomes.rowSchema),
        "follow_ups": SchemaParts.array(of: Table.painFollowUps.rowSchema),
        "unused_scores": SchemaParts.array(of: Table.unusedScores.rowSchema),
    ])

    private static let shownColumns: Set = [
        "subject", "later_visit", "days", "side", "level", "sequence", "first_csa_mm2",
        "later_csa_mm2",
        "difference_mm2", "difference_low_mm2", "difference_high_mm2", "obstacle", "cautions",
        "judgement",
    ]

    private var html: String {
        var page = HTMLDocument(title: "Visits compared")
        page.addParagraph("nerve-measure \(toolVersion).")
        page.addTable(
            .changes, rows: changes, columns: Self.shownColumns,
            caption: "Later visit minus first visit; changes.tsv has every column")
        page.addTable(
            .painFollowUps, rows: followUps, caption: "Favourable outcome per follow-up")
        page.addTable(.painOutcomes, rows: outcomes, caption: "Pain of each patient")
        page.addTable(.unusedScores, rows: unused, caption: "Scores that no outcome rests on")
        page.addHeading("How the figures are made")
        page.addList(methods)
        return page.html
    }

    private var methods: [String] {
        [
            "Each later visit is compared with the first of the same patient, where side and level "
                + "are the same; of each image the first nerve is taken, of several images the mean.",
            "MR: series of one sequence against each other; of the nerve of each side the median over "
                + "the slices of the level, of the area at right angles to the nerve. Slices where the "
                + "nerve is divided or has no area are left out.",
            "Interval of a difference: distances to the ends of both model intervals added as "
                + "squares (Zou and Donner 2008), which takes the errors of two days as "
                + "independent. Differences between readers and between hands are not in it.",
            "The published 16.4 mm² is for the two sides of one patient on one day at the "
                + "piriformis level, not for follow-up: a change is judged only by a minimum "
                + "detectable change that the user names with its source.",
            "earlyAfterTreatment: up to \(earlyDays) days after the treatment, where fluid around "
                + "the nerve is possible. The number of days is a setting, not a finding.",
            "Favourable outcome: pain reduced by 50 % or more of the last score up to the "
                + "treatment.",
        ]
    }
}
