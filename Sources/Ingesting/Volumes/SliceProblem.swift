import DICOMFiles

/// Why a frame has no place in a volume.
package enum SliceProblem: Error, Hashable, Sendable {
    case missingAttribute(DICOMAttribute)
    case invalidAttribute(DICOMAttribute, found: String, allowed: String)

    package var name: String {
        switch self {
        case .missingAttribute: "missingAttribute"
        case .invalidAttribute: "invalidAttribute"
        }
    }

    package var message: String {
        switch self {
        case .missingAttribute(let attribute):
            "lacks \(attribute.text), without which its place in the patient is unknown"
        case .invalidAttribute(let attribute, let found, let allowed):
            "has \(attribute.text) = \(found); allowed is \(allowed)"
        }
    }
}
