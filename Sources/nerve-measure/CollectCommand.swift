import ArgumentParser
import Pipeline

/// `nerve-measure collect`: tables and pages of a run that was carried out in parts.
struct CollectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Write tables and pages once every part of a planned run is done.",
        discussion: """
            index.html in the output folder shows every item; marks that a reader sets there (p \
            pass, f fail, c comment) are exported to a file, which --marks takes back: \
            items.tsv and the page then have them. Repeated without --marks, they are gone. \
            No report changes.

            Exit status: 0 everything measured, abstained or skipped; 1 some inputs refused; \
            3 quality flags with --strict; 64 manifest or marks cannot be used; 65 nothing measured; \
            73, 74 output cannot be written; 75 studies have no result yet.
            """)

    @Option(help: "Manifest that \"plan\" wrote.", completion: .file())
    var manifest: String

    @OptionGroup var marks: MarksOption

    @Option(help: "Studies read at once. Default: the processors this process may use.")
    var jobs: Int?

    @Flag(help: "Exit with status 3 when a quality flag was raised or a seed found no frame.")
    var strict = false

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws { try JobCount.validate(jobs) }

    func run() throws {
        try BatchRun(logging: logging, ofManifest: manifest).finish(
            strict: strict
        ) { run throws(BatchError) in
            try Batch(
                manifest: manifest, toolVersion: ToolVersion.current,
                jobs: jobs ?? JobCount.automatic(), marksFiles: marks.files
            ).collect(observer: run.observer())
        }
    }
}
