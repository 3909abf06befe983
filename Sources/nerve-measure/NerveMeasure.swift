import ArgumentParser
import Foundation
import Logging

@main
struct NerveMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nerve-measure",
        abstract: "Finds and measures the sciatic nerve in ultrasound images.",
        discussion: """
            Reads PNG, JPEG and DICOM; writes annotated images, JSON reports and tables. What \
            cannot be measured honestly is refused with a reason. Not a medical device.

            Start with:  nerve-measure SampleImages/inputs -o out
            """,
        version: ToolVersion.current,
        subcommands: [
            MeasureCommand.self, PlanCommand.self, RunCommand.self, CollectCommand.self,
            ReviewCommand.self, AgreeCommand.self, CompareCommand.self, ReferenceCommand.self,
            SendCommand.self, ReceiveCommand.self,
            DoctorCommand.self, PhantomCommand.self, PrepareCommand.self,
            SchemaCommand.self,
        ],
        defaultSubcommand: MeasureCommand.self)

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            leave(with: error)
        }
    }

    /// A usage error is a line of JSON too where logs are asked for in JSON.
    private static func leave(with error: any Error) -> Never {
        guard asksForJSON(CommandLine.arguments), exitCode(for: error) == .validationFailure,
            !(error is ExitCode)
        else { exit(withError: error) }
        let line = StandardErrorLog.jsonLine(
            level: .error, message: message(for: error), fields: ["reason": "usage"])
        FileHandle.standardError.write(Data((line + "\n").utf8))
        exit(withError: ExitCode.validationFailure)
    }

    private static func asksForJSON(_ arguments: [String]) -> Bool {
        arguments.contains("--log-format=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == ("--log-format", "json") }
    }
}
