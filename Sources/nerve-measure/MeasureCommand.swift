import Anatomy
import ArgumentParser
import Foundation
import Logging
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

            OUT receives items.tsv (one row per frame), measurements.tsv (one row per nerve), and \
            for each study report.json, label masks and annotated pictures. Repeating the command \
            continues where it stopped.

            Exit status: 0 everything measured, abstained or skipped; 1 some inputs refused; \
            3 quality flags with --strict; 64 wrong usage; 65 nothing measured; 66 input missing; \
            73, 74 output cannot be written; 75 interrupted, repeat to continue.
            """)

    @Argument(help: "Files and folders to measure.", completion: .file())
    var input: [String]

    @Option(
        name: [.short, .customLong("output")], help: "Folder for the results.",
        completion: .directory)
    var output: String

    @Option(
        help: "Distance between rows and between columns in mm per pixel, such as 0.08,0.08.")
    var spacing: SpacingArgument?

    @Option(help: "JSON file with points, boxes, outlines or masks by frame.", completion: .file())
    var seeds: String?

    @Option(help: "any: every nerve, ranked; sciatic: you assert that it is the sciatic nerve.")
    var nerve: NerveOption = .any

    @Option(help: "Studies worked on at once. Default: the processors this process may use.")
    var jobs: Int?

    @Option(help: "auto, reference, base, v3 or v4.")
    var kernels = "auto"

    @Option(help: "Use this model instead of the one inside the program.", completion: .file())
    var model: String?

    @Flag(help: "Exit with status 3 when a quality flag was raised.")
    var strict = false

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws {
        if let jobs, jobs < 1 {
            throw ValidationError("--jobs is \(jobs); at least 1 is needed.")
        }
    }

    func run() throws {
        let log = logging.makeLogger()
        let cancellation = Cancellation()
        let signals = SignalHandling { cancellation.request() }
        defer { withExtendedLifetime(signals) {} }
        let summary: Batch.Summary
        do throws(BatchError) {
            let batch = try Batch(inputs: input, output: URL(filePath: output), options: options)
            let line = ProgressLine(total: batch.studyCount, quiet: logging.quiet)
            summary = try batch.run(cancellation: cancellation) { line.advance() }
            line.finish()
        } catch {
            log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
        RunSummary(summary).log(to: log, output: output)
        let status = ExitStatus(of: summary, strict: strict)
        if status != .complete { throw status.code }
    }

    private var options: PipelineOptions {
        var options = PipelineOptions(toolVersion: ToolVersion.current)
        options.operatorSpacing = spacing?.stated
        options.seedFile = seeds
        options.nerve = nerve.name
        options.kernels = kernels
        options.modelFile = model
        options.jobs = jobs ?? JobCount.automatic()
        return options
    }
}
