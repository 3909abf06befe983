import ArgumentParser
import Logging

/// Options that every subcommand has.
struct LoggingOptions: ParsableArguments {
    @Option(help: "How messages on standard error look: text or json.")
    var logFormat: LogFormat = .text

    @Flag(help: "Only errors on standard error; no progress.")
    var quiet = false

    func makeLogger() -> Logger {
        Logger(label: "nerve-measure") { _ in
            StandardErrorLog(format: logFormat, logLevel: quiet ? .error : .info)
        }
    }
}
