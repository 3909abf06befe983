/// Why a file that can be read is passed over. Not an error.
package enum SkipReason: Hashable, Sendable {
    /// Nothing that this program knows, found in a folder.
    case notAnImage
    /// A folder that was read before, reached again through a link.
    case folderSeenBefore
    /// A folder written by this program, named as an input.
    case ownOutput
    /// A DICOMDIR found beside the files that it lists.
    case dicomDirectory
    /// A DICOM object without pixel data; the name or UID of its SOP class.
    case noPixelData(sopClass: String)
    /// Modality (0008,0060) of a kind that is not measured.
    case modalityNotMeasured(String)
    /// The same SOP instance with the same bytes was read before.
    case duplicateInstance(of: String)

    /// The word in tables.
    package var name: String {
        switch self {
        case .notAnImage: "notAnImage"
        case .folderSeenBefore: "folderSeenBefore"
        case .ownOutput: "ownOutput"
        case .dicomDirectory: "dicomDirectory"
        case .noPixelData: "noPixelData"
        case .modalityNotMeasured: "modalityNotMeasured"
        case .duplicateInstance: "duplicateInstance"
        }
    }

    /// One sentence for a report.
    package var explanation: String {
        switch self {
        case .notAnImage: "not a PNG, JPEG, DICOM or NIfTI file"
        case .folderSeenBefore: "a link to a folder that was read before"
        case .ownOutput: "a folder that this program wrote"
        case .dicomDirectory: "a DICOMDIR; the files it lists are read by themselves"
        case .noPixelData(let sopClass): "a DICOM object without pixel data (\(sopClass))"
        case .modalityNotMeasured(let modality):
            "Modality (0008,0060) is \(modality.isEmpty ? "empty" : modality); only US and MR are measured"
        case .duplicateInstance(let input): "the same SOP instance as \(input), byte for byte"
        }
    }
}
