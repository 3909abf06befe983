import Agreement
import Anatomy

extension ImageGroup {
    /// The words of the columns `side` and `level`.
    static let sideWords = ["all"] + Laterality.allCases.map(\.rawValue) + ["unknown"]
    static let levelWords = ["all"] + GlutealLevel.allCases.map(\.rawValue) + ["unknown"]

    var sideWord: String { Self.word(side) }
    var levelWord: String { Self.word(level) }

    private static func word<Value: RawRepresentable<String>>(_ part: Part<Value>) -> String {
        switch part {
        case .all: "all"
        case .known(let value): value.rawValue
        case .unknown: "unknown"
        }
    }
}

extension Table where Row == GroupAgreement {
    /// `groups.tsv`: what became of the images of each side and level.
    package static let agreementGroups = Table(
        title: "agreement_groups",
        columns: [
            Column("side", "side of the group; all for no split", words: ImageGroup.sideWords) {
                .text($0.group.sideWord)
            },
            Column("level", "level of the group; all for no split", words: ImageGroup.levelWords) {
                .text($0.group.levelWord)
            },
            Column("images", "images of either reader", unit: "1") { row in
                .integer(row.counts.values.reduce(0, +))
            },
            count("compared", "images on which both readers decided", .compared),
            count("abstained", "images that the other reader declined", .abstained),
            Column(
                "abstained_with_nerve",
                "declined images with a nerve in the reference; they count as missed", unit: "1"
            ) { .integer($0.abstainedWithNerve) },
            count("not_measured", "images that a reader could not read", .notMeasured),
            count("failed", "images whose readings do not compare; pairs.tsv says why", .failed),
            count("only_reference", "images that the other reader does not have", .onlyReference),
            count("only_against", "images that the reference does not have", .onlyAgainst),
        ])

    private static func count(
        _ name: String, _ meaning: String, _ status: ReadingPair.Status
    ) -> Column<Row> {
        Column(name, meaning, unit: "1") { .integer($0.counts[status] ?? 0) }
    }
}

extension Table where Row == PassedOverFile {
    /// `passed_over.tsv`: one row per file of a folder of masks that is none.
    package static let passedOver = Table(
        title: "agreement_passed_over",
        columns: [
            Column(
                "reader", "whose folder the file is in",
                words: PassedOverFile.Reader.allCases.map(\.rawValue)
            ) { .text($0.reader.rawValue) },
            Column("file", "the file, relative to the folder") { .text($0.name) },
            Column(
                "reason", "why it stands for no image",
                words: PassedOverFile.Reason.allCases.map(\.rawValue)
            ) { .text($0.reason.rawValue) },
            Column("explanation", "the reason as a clause") { .text($0.reason.explanation) },
        ])
}

/// One finding of one group: a row of `summary.tsv`.
package struct AgreementRow: Sendable {
    package let group: ImageGroup
    package let finding: Finding

    package static func rows(of groups: [GroupAgreement]) -> [AgreementRow] {
        groups.flatMap { group in
            group.findings.map { AgreementRow(group: group.group, finding: $0) }
        }
    }

    fileprivate func cell(_ value: Double?) -> Cell {
        .optional(value, decimals: finding.quantity.decimals)
    }
}

extension Table where Row == AgreementRow {
    /// `summary.tsv`: one row per group and quantity.
    package static let agreementSummary = Table(
        title: "agreement_summary",
        columns: [
            Column("side", "side of the group; all for no split", words: ImageGroup.sideWords) {
                .text($0.group.sideWord)
            },
            Column("level", "level of the group; all for no split", words: ImageGroup.levelWords) {
                .text($0.group.levelWord)
            },
            Column(
                "quantity", "what was counted or estimated; agreement.html explains each",
                words: AgreementQuantity.allCases.map(\.rawValue)
            ) { .text($0.finding.quantity.rawValue) },
            Column("unit_of_value", "UCUM code of value, low and high") { .text($0.finding.unit) },
            Column("value", "the count or estimate, in unit_of_value", unit: "1") {
                $0.cell($0.finding.value)
            },
            Column("low", "lower end of the 95 % interval", unit: "1") { $0.cell($0.finding.low) },
            Column("high", "upper end of the 95 % interval", unit: "1") {
                $0.cell($0.finding.high)
            },
            Column(
                "method", "where the interval comes from",
                words: IntervalMethod.allCases.map(\.rawValue)
            ) { .optional($0.finding.method?.rawValue) },
            Column("images", "images that the number rests on", unit: "1") {
                .integer($0.finding.images)
            },
            Column("subjects", "subjects of those images", unit: "1") {
                .integer($0.finding.subjects)
            },
            Column("refusal", "why there is no value, or no interval") {
                .optional($0.finding.refusal?.name)
            },
            Column("explanation", "the refusal in words") {
                .optional($0.finding.refusal?.message)
            },
        ])
}

extension AgreementQuantity {
    fileprivate var decimals: Int {
        switch self {
        case .nervesFound, .nervesMissed, .nervesSpurious, .nerveFreeImages,
            .nerveFreeImagesLeftEmpty:
            0
        default: 4
        }
    }
}
