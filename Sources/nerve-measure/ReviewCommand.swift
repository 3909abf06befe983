import ArgumentParser
import Foundation
import Logging
import Pipeline
import Review
import ReviewServer

/// `nerve-measure review`: the page on which a reader goes through studies.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Look at studies, correct outlines and judge them on a page in the browser.",
        discussion: """
            Opens a page on this computer alone (127.0.0.1, an address with a random key). A point \
            gives an outline, outlines are dragged, and everything is measured at once as \
            `measure` does it. What is done is kept in FOLDER/READER.seeds.json after every step; \
            `measure INPUT... --seeds FOLDER/READER.seeds.json` gives the same results without the \
            page. The page ends with Control-C here.

            With --blind nothing is shown that the program finds without help; --order-seed shuffles the work list, for each reader differently. Two readers work in one \
            folder without seeing each other.

            Exit status: 0 ended; 64 wrong usage; 65 nothing to look at; 66 input missing; 73, 74 \
            FOLDER cannot be written.
            """)

    @Argument(
        help: "Files and folders to look at, or the output folder of a run that `plan` began.",
        completion: .file())
    var input: [String]

    @Option(
        name: [.short, .customLong("output")], help: "Folder for what the reader does.",
        completion: .directory)
    var output: String

    @Option(help: "Initials: 1 to 16 letters, digits, - and _.")
    var reader: String

    @Flag(help: "Show nothing that the program finds without help.")
    var blind = false

    @Option(help: "Shuffle the work list by this number and the initials.")
    var orderSeed: Int?

    @Option(
        help: "Distance between rows and between columns in mm per pixel, such as 0.08,0.08.")
    var spacing: SpacingArgument?

    @Option(help: "any: every nerve, ranked; sciatic: you assert that it is the sciatic nerve.")
    var nerve: NerveOption = .any

    @Flag(help: "Look at MR series as a whole and measure them, as `measure --mr` does.")
    var mr = false

    @Option(help: "Use this model instead of the one inside the program.", completion: .file())
    var model: String?

    @Option(help: "Port on 127.0.0.1; 0 takes a free one.")
    var port: UInt16 = 0

    @Flag(inversion: .prefixedNo, help: "Open the browser, where there is one.")
    var browser = true

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws { try spacing?.validate() }

    func run() throws {
        var options = PipelineOptions(toolVersion: ToolVersion.current)
        options.operatorSpacing = spacing?.stated
        options.nerve = nerve.name
        options.modelFile = model
        options.measuresMR = mr
        try ReviewRun(logging: logging, opensBrowser: browser, port: port).run(
            inputs: input, options: options, review: reviewOptions)
    }

    private var reviewOptions: ReviewOptions {
        var options = ReviewOptions(reader: reader, folder: URL(filePath: output))
        options.isBlind = blind
        options.orderSeed = orderSeed
        return options
    }
}
