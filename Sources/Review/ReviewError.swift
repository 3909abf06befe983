import Pipeline
import Reporting

/// Why a review cannot begin, or what was done cannot be kept.
package enum ReviewError: Error, Sendable {
    case batch(BatchError)
    case output(WriteError)
    /// One sentence.
    case unreadable(String)
    case namesMasks(file: String)
    case readerInUse(reader: String)
    case badReader(String)
    /// Why the first of the inputs has no frame; `nil` when there is no input at all.
    case nothingToReview(ItemReason?)

    package var message: String {
        switch self {
        case .batch(let error): error.message
        case .output(let error): error.message
        case .unreadable(let sentence): sentence
        case .namesMasks(let file):
            "the reading file \(file) names masks, which review cannot change; measure with it, or "
                + "choose other initials with --reader"
        case .readerInUse(let reader):
            "the readings of \(reader) are open in another review; end that one or choose other "
                + "initials with --reader"
        case .badReader(let reader):
            "--reader is \"\(reader.prefix(40))\"; 1 to 16 letters, digits, - and _ are needed"
        case .nothingToReview(let reason?):
            "no input has a frame to look at: \(reason.explanation)"
        case .nothingToReview(nil):
            "no input has a frame to look at; check the INPUT arguments with doctor, and give an output "
                + "folder only if it was planned with plan"
        }
    }
}
