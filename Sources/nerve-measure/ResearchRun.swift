import ArgumentParser
import Logging
import Pipeline
import Research

/// Runs a comparison to its end: messages and exit status.
struct ResearchRun {
    let logging: LoggingOptions

    /// - Throws: the exit code, when it is not 0.
    func finish(_ body: (Logger) throws(ResearchError) -> ExitStatus) throws {
        let log = logging.makeLogger()
        let status: ExitStatus
        do throws(ResearchError) {
            status = try body(log)
        } catch {
            log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
        if status != .complete { throw status.code }
    }
}

extension ExitStatus {
    init(of error: ResearchError) {
        switch error {
        case .missing, .unreadable: self = .inputMissing
        case .table, .notUsable, .duplicate: self = .usage
        case .nothingInCommon: self = .nothingMeasured
        case .output(let error): self = ExitStatus(of: BatchError.output(error))
        }
    }
}
