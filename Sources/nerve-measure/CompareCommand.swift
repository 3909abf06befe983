import ArgumentParser
import Cohorts
import Logging
import Reporting
import Research

/// `nerve-measure compare`: visits of one patient, or of a cohort.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare visits: areas by side and level, later minus first.",
        discussion: """
            Give the output folders of one patient in the order of the visits, or --visits TABLE \
            with the columns folder, subject, and where known date and treatment_date (days such as \
            2026-01-31). Sides and levels come from the sidecar files of the pictures; what is not \
            stated is not compared. A probe or position that differs, or is not stated, is a \
            caution.

            Written: changes.tsv, comparison.json, comparison.html, and with --pain outcomes.tsv, \
            follow_ups.tsv and unused_scores.tsv, which says why a score counts nowhere. The patient \
            of folders without --visits is called 1. Without -o, changes.tsv goes to standard output.

            Try:  nerve-measure compare out-before out-after -o comparison

            Exit status: 0 written; 1 a pain score matches no visit or treatment; 64 wrong usage; 65 no visit can be compared; 66 input missing; \
            73, 74 output cannot be written.
            """)

    @Argument(help: "Output folders of one patient, first visit first.", completion: .directory)
    var folder: [String] = []

    @Option(help: "Table of folders, patients and days.", completion: .file())
    var visits: String?

    @Option(
        name: [.short, .customLong("output")], help: "Folder for the report.",
        completion: .directory)
    var output: String?

    @Option(help: "Change in mm² that a difference must exceed; goes with its source.")
    var minimumDetectableChange: Double?

    @Option(help: "Where the minimum detectable change comes from, such as a citation.")
    var changeSource: String?

    @Option(help: "Days after a treatment in which fluid around the nerve is possible.")
    var earlyDays = 7

    @Option(
        help:
            "Table of pain scores: subject, date, score, and where known follow_up, treatment_date.",
        completion: .file())
    var pain: String?

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws {
        guard folder.isEmpty != (visits == nil) else {
            throw ValidationError("Give either output folders or --visits.")
        }
        guard visits != nil || folder.count >= 2 else {
            throw ValidationError("One folder is given; two or more visits are needed.")
        }
        guard (minimumDetectableChange == nil) == (changeSource == nil) else {
            throw ValidationError("--minimum-detectable-change and --change-source go together.")
        }
        if let change = minimumDetectableChange, !(change > 0 && change.isFinite) {
            throw ValidationError(
                "--minimum-detectable-change is \(change); a number above 0 is needed.")
        }
        guard earlyDays >= 0 else {
            throw ValidationError("--early-days is \(earlyDays); 0 or more is needed.")
        }
    }

    func run() throws {
        try ResearchRun(logging: logging).finish { log throws(ResearchError) in
            let found =
                if let visits {
                    try VisitReader.visits(ofTable: visits)
                } else {
                    try VisitReader.visits(ofFolders: folder)
                }
            let changes = VisitChange.all(of: found, earlyDays: earlyDays)
            let outcomes = try outcomes(of: found)
            let report = ComparisonReport(
                toolVersion: ToolVersion.current, earlyDays: earlyDays, changes: changes,
                detectable: detectable, pain: outcomes)
            if let output {
                try ReportWriter.write(report.files, of: ComparisonReport.fileNames, to: output)
            } else {
                print(report.changesText, terminator: "")
            }
            let compared = changes.count { $0.difference != nil }
            log.info(
                "\(compared) of \(changes.count) places compared\(output.map { "; report in \($0)" } ?? "")"
            )
            let hasLost = tell(outcomes?.unused ?? [], log)
            guard compared > 0 || outcomes?.outcomes.isEmpty == false else {
                return .nothingMeasured
            }
            return hasLost ? .someRefused : .complete
        }
    }

    private func outcomes(of visits: [Visit]) throws(ResearchError) -> PainOutcomes? {
        guard let pain else { return nil }
        return PainOutcomes(
            of: try PainTable.scores(pain, visits: visits), subjects: Set(visits.map(\.subject)))
    }

    /// Lines on standard error about scores that are lost; unused_scores.tsv has all.
    private static let shownScores = 20

    /// - Returns: whether a score is lost that a mended table would save.
    private func tell(_ unused: [UnusedScore], _ log: Logger) -> Bool {
        let lost = unused.filter(\.reason.isDefect)
        for entry in lost.prefix(Self.shownScores) {
            log.error(
                "the score of \(entry.score.subject) on \(entry.score.date) is not used: \(entry.reason.explanation)",
                metadata: ["reason": "\(entry.reason.rawValue)"])
        }
        if lost.count > Self.shownScores {
            log.error("\(lost.count - Self.shownScores) more scores are not used")
        }
        return !lost.isEmpty
    }

    private var detectable: DetectableChange? {
        guard let minimumDetectableChange, let changeSource else { return nil }
        return DetectableChange(squareMillimetres: minimumDetectableChange, source: changeSource)
    }
}
