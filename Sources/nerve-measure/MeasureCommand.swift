import ArgumentParser
import Foundation
import Pipeline
import Reporting

/// `nerve-measure measure`: the main job, and the default subcommand.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Find and measure nerves; write reports and annotated images.",
        discussion: """
            INPUT is any number of files and folders; folders are searched. PNG, JPEG and DICOM \
            are told apart by content. A picture without a scale is measured in pixels: give \
            --spacing, or a sidecar file NAME.json with {"pixel_spacing_mm": [row, column]}.

            --seeds FILE says where nerves are, frame by frame; only those frames' seeds are \
            answered then. `nerve-measure schema seeds` is its exact form:

            \(InputExample.seeds)

            OUT receives items.tsv (one row per frame), measurements.tsv (one row per nerve), \
            index.html (a page to look at everything and mark it), and for each study \
            report.json, label masks and annotated pictures. Repeating the command continues \
            where it stopped; repeated with --marks FILE, it writes the marks that the page \
            exported into items.tsv and the page, and measures nothing again.

            --dicom adds a folder "dicom" to studies that came as DICOM: segmentations (seg), annotated \
            pictures (sc) and presentation states (pr) of each instance, and a structured report (sr). \
            They bear patient and study of their source.

            Exit status: 0 everything measured, abstained or skipped; 1 some inputs refused; \
            3 quality flags with --strict; 64 wrong usage; 65 nothing measured; 66 input missing; \
            73, 74 output cannot be written; 75 interrupted, repeat to continue.
            """)

    @OptionGroup var plan: PlanOptions

    @OptionGroup var marks: MarksOption

    @Option(help: "Studies worked on at once. Default: the processors this process may use.")
    var jobs: Int?

    @Flag(help: "Exit with status 3 when a quality flag was raised or a seed found no frame.")
    var strict = false

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws { try JobCount.validate(jobs) }

    func run() throws {
        var options = plan.options
        options.jobs = jobs ?? JobCount.automatic()
        options.marksFiles = marks.files
        try BatchRun(logging: logging, output: plan.output).finish(strict: strict) {
            run throws(BatchError) in
            let batch = try Batch(
                inputs: plan.input, output: URL(filePath: plan.output), options: options)
            let line = ProgressLine(total: batch.studyCount, quiet: logging.quiet)
            defer { line.finish() }
            return try batch.run(
                cancellation: run.cancellation, observer: run.observer(line))
        }
    }
}
