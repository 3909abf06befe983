import Ingesting

/// Why a run cannot begin or go on. What befalls single inputs is in their records.
package enum BatchError: Error, Sendable {
    case seeds(IngestError)
    case output(WriteError)
    /// The model or kernels cannot be used, in one sentence.
    case model(String)

    package var message: String {
        switch self {
        case .seeds(let error): error.message
        case .output(let error): error.message
        case .model(let sentence): sentence
        }
    }
}
