import Foundation
import Logging
import Pipeline

/// Runs a batch to its end: signals, messages, exit status.
struct BatchRun {
    let logging: LoggingOptions
    let output: String

    init(logging: LoggingOptions, output: String) {
        self.logging = logging
        self.output = output
    }

    /// A planned run: results lie beside its manifest.
    init(logging: LoggingOptions, ofManifest manifest: String) {
        self.init(
            logging: logging,
            output: URL(filePath: manifest).deletingLastPathComponent().relativePath)
    }

    /// - Parameter body: does the work and stops soon after the cancellation is requested.
    /// - Throws: the exit code, when it is not 0.
    func finish(
        strict: Bool = false, _ body: (Cancellation) throws(BatchError) -> Batch.Summary
    ) throws {
        let summary = try summary(of: body)
        let status = ExitStatus(of: summary, strict: strict)
        if status != .complete { throw status.code }
    }

    /// The same for a part of a run: what became of single inputs is told when all are collected.
    func finishPart(_ body: (Cancellation) throws(BatchError) -> Batch.Summary) throws {
        if try summary(of: body).wasInterrupted { throw ExitStatus.interrupted.code }
    }

    private func summary(
        of body: (Cancellation) throws(BatchError) -> Batch.Summary
    ) throws -> Batch.Summary {
        let log = logging.makeLogger()
        let cancellation = Cancellation()
        let signals = SignalHandling { cancellation.request() }
        defer { withExtendedLifetime(signals) {} }
        do throws(BatchError) {
            let summary = try body(cancellation)
            RunSummary(summary).log(to: log, output: output)
            return summary
        } catch {
            log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
    }
}
