import Anatomy
import StudyModel

/// A page about one MR volume, to be opened from disk: the course of both nerves, left against right,
/// findings with their rules, spaces, muscles, and what was not assessed.
package struct VolumePage {
    private let result: DeepGlutealResult
    private let series: String

    /// - Parameter series: folder name of the series.
    package init(_ result: DeepGlutealResult, series: String) {
        self.result = result
        self.series = series
    }

    /// Equal results give equal text.
    package var html: String {
        var page = HTMLDocument(title: "MR series \(series)")
        page.addParagraph(
            "Sequence: \(CodeWords.words(result.sequence.rawValue)). Proven on simulated anatomy only: "
                + "look at every outline.")
        if let plot = NerveProfilePlot(of: result) {
            page.addHeading("Both nerves from above downwards")
            page.addPlot(plot.svg)
        }
        page.addList(absences)
        page.addTable(
            .sideComparisons, rows: result.comparisons, caption: "Left against right, by level")
        page.addTable(
            .volumeFindings, rows: FindingRow.rows(of: result.findings),
            caption: "Findings: structure and nerve apart, each rule that was tried")
        page.addTable(.spaces, rows: narrowest, caption: "Spaces, narrowest slice")
        page.addTable(.muscles, rows: result.muscles, caption: "Muscles and the hamstring origin")
        page.addHeading("Not assessed")
        page.addList(VolumeRecord.notAssessed(in: result))
        return page.html
    }

    private var absences: [String] {
        Laterality.allCases.compactMap { side in
            guard case .abstained(let absence)? = result.courses[side] else { return nil }
            return "\(side.rawValue): \(absence.explanation)"
        }
    }

    private var narrowest: [SpaceMeasurement] {
        GlutealSpace.allCases.flatMap { space in
            Laterality.allCases.compactMap { result.narrowest(space, $0) }
        }
    }
}

/// One rule of one finding.
struct FindingRow: Sendable {
    let finding: Finding
    /// `nil` for a finding that no rule could be tried for.
    let rule: RuleResult?

    /// What is supported comes first.
    static func rows(of findings: [Finding]) -> [FindingRow] {
        let order: [FindingVerdict] = [.supported, .notSeen, .notAssessable]
        return order.flatMap { verdict in
            findings.filter { $0.verdict == verdict }.flatMap { finding in
                finding.rules.isEmpty
                    ? [FindingRow(finding: finding, rule: nil)]
                    : finding.rules.map { FindingRow(finding: finding, rule: $0) }
            }
        }
    }
}
