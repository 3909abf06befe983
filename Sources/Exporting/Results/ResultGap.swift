import DICOMFiles

/// Why a study has no DICOM results.
package enum ResultGap: Error, Hashable, Sendable {
    /// A picture belongs to no patient and no study.
    case notDICOM
    case unreadable(DICOMProblem)
    case missing(DICOMAttribute)
    case unlawful(DICOMAttribute)
    /// Files of one study bear different Patient IDs.
    case severalPatients
    /// No frame of the study could be read.
    case nothingRead
    /// A mask or an annotated picture cannot be read back.
    case picture(path: String, detail: String)
    case notWritable(DICOMWriteError)
    /// An object read back says something else than the report: a defect.
    case contradiction(object: String, detail: String)

    package var name: String {
        switch self {
        case .notDICOM: "notDICOM"
        case .unreadable: "sourceUnreadable"
        case .missing: "missingAttribute"
        case .unlawful: "unlawfulIdentifier"
        case .severalPatients: "severalPatients"
        case .nothingRead: "nothingRead"
        case .picture: "pictureUnreadable"
        case .notWritable(.noDataDictionary): "noDataDictionary"
        case .notWritable(.unusable): "unlawfulObject"
        case .contradiction: "contradiction"
        }
    }

    /// One sentence.
    package var message: String {
        switch self {
        case .notDICOM:
            "a picture that is not DICOM belongs to no patient and no study"
        case .unreadable(let problem): "the source \(problem.message)"
        case .missing(let attribute):
            "the source lacks \(attribute.text), without which a DICOM object cannot refer to it"
        case .unlawful(let attribute):
            "the \(attribute.text) of the source is no UID: at most 64 digits and dots are "
                + "allowed, and no number that begins with 0; write it anew at its origin"
        case .severalPatients:
            "files of one study bear different values of \(DICOMAttribute.patientID.text); set right "
                + "which are whose"
        case .nothingRead: "no frame of the study could be read"
        case .picture(let path, let detail):
            "\(path), which was just written, cannot be read back (\(detail)); check the disk"
        case .notWritable(let error): error.message
        case .contradiction(let object, let detail):
            "\(object) says something else than report.json (\(detail)) and was not written; this is "
                + "a defect of nerve-measure"
        }
    }

    /// The names of gaps for which the program is to blame, not the input.
    package static let defects: Set<String> = ["unlawfulObject", "contradiction"]

    /// The names of gaps that may be gone another time.
    package static let passing: Set<String> = [
        "sourceUnreadable", "pictureUnreadable", "noDataDictionary",
    ]
}
