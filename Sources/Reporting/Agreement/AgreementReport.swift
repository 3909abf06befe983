import Agreement
import JSON
import Statistics

/// How two readers agree: the content of `agreement.json`, its tables, plots and page.
package struct AgreementReport {
    private let toolVersion: String
    private let referenceKind: String
    private let againstKind: String
    private let pairs: [ReadingPair]
    private let groups: [GroupAgreement]
    private let passedOver: [PassedOverFile]

    /// - Parameters:
    ///   - referenceKind: output, masks or table; `againstKind` the same.
    ///   - groups: the first holds every image.
    package init(
        toolVersion: String, referenceKind: String, againstKind: String, pairs: [ReadingPair],
        groups: [GroupAgreement], passedOver: [PassedOverFile]
    ) {
        self.toolVersion = toolVersion
        self.referenceKind = referenceKind
        self.againstKind = againstKind
        self.pairs = pairs
        self.groups = groups
        self.passedOver = passedOver
    }

    /// The file by which a folder is known as such a report.
    package static let marker = "agreement.json"

    /// Names of all files that a report may have.
    package static let fileNames: Set = [
        marker, "pairs.tsv", "pairs.json", "groups.tsv", "groups.json", "summary.tsv",
        "summary.json", "passed_over.tsv", "passed_over.json", "bland-altman-mm2.svg",
        "bland-altman-px.svg", "agreement.html",
    ]

    /// File names and contents, in the order of writing.
    package var files: [(name: String, text: String)] {
        [
            (Self.marker, json.text),
            ("pairs.tsv", Table.agreementPairs.text(of: pairs)),
            ("pairs.json", Table.agreementPairs.dictionary.text),
            ("groups.tsv", Table.agreementGroups.text(of: groups)),
            ("groups.json", Table.agreementGroups.dictionary.text),
            ("summary.tsv", summary),
            ("summary.json", Table.agreementSummary.dictionary.text),
            ("passed_over.tsv", Table.passedOver.text(of: passedOver)),
            ("passed_over.json", Table.passedOver.dictionary.text),
        ] + plots.map { ("bland-altman-\($0.name).svg", $0.svg) } + [
            ("agreement.html", html)
        ]
    }

    /// The same text as `summary.tsv`.
    package var summary: String {
        Table.agreementSummary.text(of: AgreementRow.rows(of: groups))
    }

    package var json: JSONValue {
        ReportEnvelope.json(
            toolVersion: toolVersion, methods: AgreementMethods.sentences,
            [
                "reference": .string(referenceKind),
                "against": .string(againstKind),
                "settings": .object([
                    "detection_iou": .decimal(Detection.threshold, decimals: 2),
                    "bootstrap_draws": .integer(Bootstrap.standard.draws),
                    "bootstrap_seed": .integer(Int(clamping: Bootstrap.standard.seed)),
                    "confidence": .decimal(ConfidenceLevel.standard.value, decimals: 2),
                ]),
                "groups": Table.agreementGroups.json(of: groups),
                "summary": Table.agreementSummary.json(of: AgreementRow.rows(of: groups)),
                "pairs": Table.agreementPairs.json(of: pairs),
                "passed_over": Table.passedOver.json(of: passedOver),
            ])
    }

    static let schema = ReportEnvelope.schema([
        "reference": SchemaParts.words(["output", "masks", "table"]),
        "against": SchemaParts.words(["output", "masks", "table"]),
        "settings": SchemaParts.object([
            "detection_iou": SchemaParts.fraction, "bootstrap_draws": SchemaParts.integer(from: 1),
            "bootstrap_seed": SchemaParts.integer(from: 0), "confidence": SchemaParts.fraction,
        ]),
        "groups": SchemaParts.array(of: Table.agreementGroups.rowSchema),
        "summary": SchemaParts.array(of: Table.agreementSummary.rowSchema),
        "pairs": SchemaParts.array(of: Table.agreementPairs.rowSchema),
        "passed_over": SchemaParts.array(of: Table.passedOver.rowSchema),
    ])

    private var plots: [(name: String, svg: String)] {
        ReadingPair.AreaUnit.allCases.compactMap { unit in
            let areas = pairs.compactMap { $0.areas(in: unit) }
            guard !areas.isEmpty else { return nil }
            let plot = BlandAltmanPlot(areas: areas, limits: groups.first?.limits[unit])
            return (unit == .pixels ? "px" : "mm2", plot.svg)
        }
    }

    /// At most this many images on the page; `pairs.tsv` has all.
    private static let shownPairs = 1000

    package var html: String {
        var page = HTMLDocument(title: "Agreement of two readers")
        page.addParagraph(
            "nerve-measure \(toolVersion). Reference: \(referenceKind); other reader: "
                + "\(againstKind). \(pairs.count) images.")
        page.addTable(.agreementGroups, rows: groups, caption: "Images by side and level")
        for plot in plots { page.addPlot(plot.svg) }
        page.addHeading("Figures")
        page.addTable(
            .agreementSummary, rows: AgreementRow.rows(of: groups),
            caption: "Each figure with its 95 % interval; per group")
        page.addHeading("How the figures are made")
        page.addList(AgreementMethods.sentences)
        page.addHeading("Images")
        let rest = pairs.count - Self.shownPairs
        page.addTable(
            .agreementPairs, rows: Array(pairs.prefix(Self.shownPairs)),
            caption: rest > 0
                ? "The first \(Self.shownPairs); \(rest) more are in pairs.tsv" : "Every image")
        page.addTable(
            .passedOver, rows: Array(passedOver.prefix(Self.shownPairs)),
            caption: "Files that stand for no image; passed_over.tsv has all")
        return page.html
    }
}
