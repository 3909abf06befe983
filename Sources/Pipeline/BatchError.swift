import Ingesting
import Reporting

/// Why a run cannot begin or go on. What befalls single inputs is in their records.
package enum BatchError: Error, Sendable {
    case seeds(IngestError)
    case marks(MarksProblem)
    case output(WriteError)
    /// The model or kernels cannot be used, in one sentence.
    case model(String)
    /// The key file cannot be used, in one sentence.
    case key(String)
    /// The manifest cannot be used, in one sentence.
    case manifest(String)
    /// Studies of the plan have no result yet, in one sentence.
    case incomplete(String)

    package var message: String {
        switch self {
        case .seeds(let error): error.message
        case .marks(let problem): problem.message
        case .output(let error): error.message
        case .model(let sentence), .key(let sentence), .manifest(let sentence),
            .incomplete(let sentence):
            sentence
        }
    }
}
