import ArgumentParser
import Cohorts
import Reporting
import Research

/// `nerve-measure reference`: a data set by group, and against reference values.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Distributions of a data set by group; z-scores against a table you name.",
        discussion: """
            No reference values come with this program. --values TABLE names yours: columns source, \
            n, population, modality, level, quantity (a column of measurements.tsv), \
            outline_convention, then mean and sd, or percentiles p3 to p97; side where it matters \
            (nerve-measure schema reference_values). A value is placed only where quantity, level, \
            modality and convention agree.

            Each subject gives one value per side and level, the mean of its images. Subjects are \
            those of --groups, else DICOM studies, or pictures. Quantities in pixels are left out; \
            an item in two folders is refused.

            Written: distributions.tsv, standings.tsv with --values, reference.json, \
            reference.html. Without -o, distributions.tsv goes to standard output.

            Try:  nerve-measure reference out --groups groups.tsv -o reference

            Exit status: 0 written; 64 wrong usage; 65 nothing was measured; 66 input missing; 73, \
            74 output cannot be written.
            """)

    @Argument(help: "Output folders of nerve-measure.", completion: .directory)
    var folder: [String]

    @Option(help: "Table of reference values.", completion: .file())
    var values: String?

    @Option(
        help:
            "Table with the columns item (path of the picture, or its end) and group, and subject where known.",
        completion: .file())
    var groups: String?

    @Option(
        name: [.short, .customLong("output")], help: "Folder for the report.",
        completion: .directory)
    var output: String?

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func run() throws {
        try ResearchRun(logging: logging).finish { log throws(ResearchError) in
            let found = try CohortReader.values(ofFolders: folder, groups: groups)
            let table =
                if let values { try ReferenceValueReader.values(values) } else {
                    [ReferenceValue]()
                }
            let standings = ReferenceStanding.all(of: found, in: table)
            let report = ReferenceReport(
                toolVersion: ToolVersion.current, distributions: GroupDistribution.all(of: found),
                standings: standings)
            if let output {
                try ReportWriter.write(report.files, of: ReferenceReport.fileNames, to: output)
            } else {
                print(report.distributionsText, terminator: "")
            }
            let placed = standings.count { $0.reference != nil }
            log.info(
                """
                \(Set(found.map(\.item)).count) images, \(placed) values placed in a reference\
                \(output.map { "; report in \($0)" } ?? "")
                """)
            return found.isEmpty ? .nothingMeasured : .complete
        }
    }
}
