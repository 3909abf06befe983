import ArgumentParser
import Pipeline
import Reporting
import Review

/// The exit codes of the tool; no other file knows a number.
enum ExitStatus: Int32 {
    /// Every item was measured, abstained or skipped.
    case complete = 0
    /// Some items were refused or failed.
    case someRefused = 1
    /// Quality flags were raised under `--strict`.
    case flagged = 3
    /// An option names something that cannot be used.
    case usage = 64
    /// Nothing was measured or abstained at all.
    case nothingMeasured = 65
    case inputMissing = 66
    case internalError = 70
    case cannotCreateOutput = 73
    case cannotWrite = 74
    /// Interrupted; the same command continues.
    case interrupted = 75

    var code: ExitCode { ExitCode(rawValue) }
}

extension ExitStatus {
    /// What a finished run tells the shell; the first condition that holds wins.
    init(of summary: Batch.Summary, strict: Bool) {
        let isUseful = summary.count(.measured) + summary.count(.abstained) > 0
        if summary.wasInterrupted {
            self = .interrupted
        } else if summary.missingDICOM.entries.contains(where: \.isDefect) {
            self = .internalError
        } else if !isUseful {
            self = summary.inputIsMissing ? .inputMissing : .nothingMeasured
        } else if summary.count(.refused) + summary.count(.failed) > 0 {
            self = .someRefused
        } else {
            self = strict && summary.hasFlags ? .flagged : .complete
        }
    }

    init(of error: BatchError) {
        switch error {
        case .seeds, .marks, .model, .key, .manifest: self = .usage
        case .incomplete: self = .interrupted
        case .output(.cannotCreate), .output(.occupied): self = .cannotCreateOutput
        case .output(.cannotWrite): self = .cannotWrite
        }
    }
}

extension ExitStatus {
    init(of error: ReviewError) {
        switch error {
        case .batch(let error): self = ExitStatus(of: error)
        case .output(let error): self = ExitStatus(of: BatchError.output(error))
        case .unreadable, .namesMasks, .readerInUse, .badReader: self = .usage
        case .nothingToReview(let reason):
            self = reason?.code == "missing" ? .inputMissing : .nothingMeasured
        }
    }

    init?(of examination: Examination) {
        switch examination.ending {
        case .scaleKnown: return nil
        case .scaleUnknown, .unreadable: self = .someRefused
        case .missing: self = .inputMissing
        }
    }
}
