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
    func finish(strict: Bool = false, _ body: Body) throws {
        let summary = try summary(of: body)
        let status = ExitStatus(of: summary, strict: strict)
        if status != .complete { throw status.code }
    }

    /// The same for a part of a run: what became of single inputs decides when all are collected.
    func finishPart(_ body: Body) throws {
        if try summary(of: body).wasInterrupted { throw ExitStatus.interrupted.code }
    }

    typealias Body = (Surroundings) throws(BatchError) -> Batch.Summary

    /// What the work is given: when to stop, and whom to tell.
    struct Surroundings {
        let cancellation = Cancellation()
        fileprivate let log: Logger

        func observer(_ line: ProgressLine? = nil) -> Batch.Observer {
            Batch.Observer {
                line?.advance()
            } itemIsRefused: { [log] record in
                line?.finish()
                RunSummary.log(refused: record, to: log)
            }
        }
    }

    private func summary(of body: Body) throws -> Batch.Summary {
        let surroundings = Surroundings(log: logging.makeLogger())
        let signals = SignalHandling { [cancellation = surroundings.cancellation] in
            cancellation.request()
        }
        defer { withExtendedLifetime(signals) {} }
        do throws(BatchError) {
            let summary = try body(surroundings)
            RunSummary(summary).log(to: surroundings.log, output: output)
            return summary
        } catch {
            surroundings.log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
    }
}
