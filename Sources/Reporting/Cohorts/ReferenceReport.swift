import Cohorts
import JSON

/// A data set by group, and its values against a named reference: the content of `reference.json`,
/// its tables and page.
package struct ReferenceReport {
    private let toolVersion: String
    private let distributions: [GroupDistribution]
    private let standings: [ReferenceStanding]

    package init(
        toolVersion: String, distributions: [GroupDistribution], standings: [ReferenceStanding]
    ) {
        self.toolVersion = toolVersion
        self.distributions = distributions
        self.standings = standings
    }

    /// Names of all files that a report may have.
    package static let fileNames: Set = [
        "reference.json", "distributions.tsv", "distributions.json", "standings.tsv",
        "standings.json", "reference.html",
    ]

    /// File names and contents, in the order of writing; the first marks the folder.
    package var files: [(name: String, text: String)] {
        var files = [
            ("reference.json", json.text), ("distributions.tsv", distributionsText),
            ("distributions.json", Table.distributions.dictionary.text),
        ]
        if !standings.isEmpty {
            files += [
                ("standings.tsv", Table.standings.text(of: standings)),
                ("standings.json", Table.standings.dictionary.text),
            ]
        }
        return files + [("reference.html", html)]
    }

    /// The text of `distributions.tsv`.
    package var distributionsText: String { Table.distributions.text(of: distributions) }

    package var json: JSONValue {
        ReportEnvelope.json(
            toolVersion: toolVersion, methods: Self.methods,
            [
                "distributions": Table.distributions.json(of: distributions),
                "standings": Table.standings.json(of: standings),
            ])
    }

    static let schema = ReportEnvelope.schema([
        "distributions": SchemaParts.array(of: Table.distributions.rowSchema),
        "standings": SchemaParts.array(of: Table.standings.rowSchema),
    ])

    private static let shownStandings = 1000

    private var html: String {
        var page = HTMLDocument(title: "Data set and reference values")
        page.addParagraph("nerve-measure \(toolVersion).")
        page.addTable(.distributions, rows: distributions, caption: "Distributions by group")
        let rest = standings.count - Self.shownStandings
        page.addTable(
            .standings, rows: Array(standings.prefix(Self.shownStandings)),
            caption: rest > 0
                ? "The first \(Self.shownStandings); \(rest) more are in standings.tsv"
                : "Values against the named reference")
        page.addHeading("How the figures are made")
        page.addList(Self.methods)
        return page.html
    }

    private static let methods = [
        "Of each image, or frame of a cine, the first nerve is taken. Each subject gives one value "
            + "per side and level, the mean of its images; a side that is not stated counts as one. "
            + "n counts these values. Where --groups names no subject, a DICOM study is one, and so "
            + "is any other picture.",
        "Quantities in pixels are left out: pixels of different pictures are no common unit.",
        "Percentiles by linear interpolation between order statistics; standard deviation with "
            + "n − 1.",
        "A value is placed only in a reference that the user names, of the same quantity, level, "
            + "modality and outline convention, and of the same side where the reference has one. "
            + "By mean and SD the percentile is that of a normal distribution; by percentiles it is "
            + "interpolated, and nothing is said beyond the outermost ones.",
        "The spread of a reference holds the spread of its readers and machines, not of yours.",
    ]
}
