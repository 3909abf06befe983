import ArgumentParser
import Logging
import Pipeline

/// `nerve-measure doctor`: what files say about their scale and place, and what is made of it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Show every piece of evidence about a file's scale, and the decision.",
        discussion: """
            Of a folder with MR images it shows the volumes: which slices make one, their geometry, \
            gaps and other oddities, and why a volume would not be measured.

            Nothing is measured and nothing is written. Exit status: 0 a scale was found for every \
            frame shown, or a volume is suitable; 1 not; 66 the file is missing.
            """)

    @Argument(help: "File or folder to examine.", completion: .file())
    var file: String

    @Option(help: "Frame of a cine, from 1.")
    var frame = 1

    @Option(
        help: "Distance between rows and between columns in mm per pixel, such as 0.08,0.08.")
    var spacing: SpacingArgument?

    @OptionGroup(title: "Messages")
    var logging: LoggingOptions

    func validate() throws { try spacing?.validate() }

    func run() throws {
        let examination = Examination(
            file: file, frame: frame, operatorSpacing: spacing?.stated)
        for line in examination.lines { print(line) }
        if let status = ExitStatus(of: examination) { throw status.code }
    }
}
