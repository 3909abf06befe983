import ArgumentParser

/// The exit codes of the tool; no other file knows a number. 64 (usage) is ArgumentParser's.
enum ExitStatus: Int32 {
    /// Every item was measured, abstained or skipped.
    case complete = 0
    /// Some items were refused or failed.
    case someRefused = 1
    /// Quality flags were raised under `--strict`.
    case flagged = 3
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
