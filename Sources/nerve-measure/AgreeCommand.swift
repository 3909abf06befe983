import Agreement
import ArgumentParser
import Logging
import Reporting
import Research

/// `nerve-measure agree`: reference against tool, or reader against reader.
struct AgreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree",
        abstract: "Compare two readers: masks, detections and areas, with their statistics.",
        discussion: """
            Each of --reference and --against is a folder of masks (PNG whose grey values or \
            palette indices are labels, NIfTI, DICOM SEG of one image or cine), an output folder \
            of nerve-measure, the file READER.seeds.json of a review, or a table (columns input, \
            csa_mm2 or area_px, and where known frame, side, level, subject). NIfTI gives a scale \
            where it states a unit of length. Images are the same when their paths are, without \
            extension; else when one path is the end of the other and of no further image.

            Frames of a cine are images of their own; distances through slices need a NIfTI that \
            states them.

            Written: pairs.tsv (one row per image), groups.tsv, summary.tsv, passed_over.tsv (files \
            that are no masks), agreement.json, agreement.html, Bland-Altman plots as SVG. An image that the other reader declined \
            counts as missed where the reference has a nerve, and is counted apart.

            Several images of one patient are not independent: name patients with --subjects, and \
            intervals come from whole patients. Without -o, summary.tsv goes to standard output.

            Try:  nerve-measure agree --reference masks --against out -o agreement

            Exit status: 0 every common image was compared, declined or not measured; 1 some do not \
            compare; 64 wrong usage; 65 nothing could be compared; 66 input missing; 73, 74 output cannot \
            be written.
            """)

    @Option(help: "Masks, output folder, review or table taken as the truth.", completion: .file())
    var reference: String

    @Option(help: "Masks, output folder, review or table to judge.", completion: .file())
    var against: String

    @Option(
        name: [.short, .customLong("output")], help: "Folder for the report.",
        completion: .directory)
    var output: String?

    @Option(
        help: "Table with the columns item and subject, and side and level where known.",
        completion: .file())
    var subjects: String?

    @Option(
        help:
            "Distance between rows and between columns in mm per pixel, of pictures without a scale."
    )
    var spacing: SpacingArgument?

    @Option(help: "Label of the nerve in the reference, such as 255. Default: 1.")
    var referenceLabel: Int32?

    @Option(help: "Label of the nerve in the other masks. Default: 1.")
    var againstLabel: Int32?

    @Option(help: "Images compared at once. Default: the processors this process may use.")
    var jobs: Int?

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws {
        try JobCount.validate(jobs)
        try spacing?.validate()
    }

    func run() throws {
        try ResearchRun(logging: logging).finish { log throws(ResearchError) in
            let study = try AgreementStudy(options)
            let report = AgreementReport(
                toolVersion: ToolVersion.current, referenceKind: study.referenceKind,
                againstKind: study.againstKind, pairs: study.pairs, groups: study.groups,
                passedOver: study.passedOver)
            if let output {
                try ReportWriter.write(report.files, of: AgreementReport.fileNames, to: output)
            } else {
                print(report.summary, terminator: "")
            }
            tell(study.passedOver, log)
            return tell(study.pairs, log)
        }
    }

    private var options: AgreementOptions {
        var options = AgreementOptions(reference: reference, against: against)
        options.subjects = subjects
        options.spacing = spacing?.spacing
        options.referenceLabel = referenceLabel
        options.againstLabel = againstLabel
        options.threads = jobs ?? JobCount.automatic()
        return options
    }

    /// Lines on standard error about images that do not compare; pairs.tsv names all.
    private static let shownProblems = 20

    private func tell(_ passedOver: [PassedOverFile], _ log: Logger) {
        guard let first = passedOver.first else { return }
        log.info(
            """
            \(passedOver.count) files are no masks and are passed over, such as \(first.name)\
            \(output == nil ? "" : "; passed_over.tsv names them")
            """)
    }

    private func tell(_ pairs: [ReadingPair], _ log: Logger) -> ExitStatus {
        let failed = pairs.filter { $0.status == .failed }
        for pair in failed.prefix(Self.shownProblems) {
            log.error(
                "\(pair.key): \(pair.reason?.explanation ?? "")",
                metadata: ["image": "\(pair.key)", "reason": "\(pair.reason?.code ?? "")"])
        }
        if failed.count > Self.shownProblems {
            log.error("\(failed.count - Self.shownProblems) more images do not compare")
        }
        let counts = ReadingPair.Status.allCases.map { status in
            "\(pairs.count { $0.status == status }) \(status.rawValue)"
        }
        log.info("\(counts.joined(separator: ", "))\(output.map { "; report in \($0)" } ?? "")")
        guard pairs.contains(where: \.isCounted) else { return .nothingMeasured }
        return failed.isEmpty ? .complete : .someRefused
    }
}
