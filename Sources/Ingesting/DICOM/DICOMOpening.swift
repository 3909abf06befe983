import DICOMFiles
import StudyModel

extension StudyReader {
    /// Ultrasound with pixels gives frames, MR slices; every other object is passed over with a reason.
    func openDICOM(_ item: InputItem) throws(IngestError) -> OpenedInput {
        guard item.byteCount <= limits.maximumDICOMBytes else {
            throw .tooLarge(
                input: item.input, bytes: item.byteCount, allowed: limits.maximumDICOMBytes)
        }
        let file = try openFile(item)
        let root = file.root
        let sopClass = root.text(.sopClassUID) ?? ""
        if !root.items(.directoryRecords).isEmpty { return .skipped(.dicomDirectory) }
        if case .none = file.pixelStorage {
            return .skipped(.noPixelData(sopClass: SOPClass.name(of: sopClass)))
        }
        let modality = root.text(.modality) ?? ""
        if modality == "MR" { return .slices(try slices(of: item, file: file)) }
        guard modality == "US" || (modality.isEmpty && SOPClass.ultrasound.contains(sopClass))
        else { return .skipped(.modalityNotMeasured(String(modality.prefix(16)))) }
        return .frames(try DICOMSource(item, file: file, reader: self))
    }

    func openFile(_ item: InputItem) throws(IngestError) -> DICOMFile {
        do throws(DICOMProblem) {
            return try DICOMFile(
                path: item.path, maximumInflatedBytes: limits.maximumInflatedBytes)
        } catch {
            throw .dicom(input: item.input, error)
        }
    }
}

/// SOP classes (PS3.4 §B.5) that a reason or a rule names.
enum SOPClass {
    static let ultrasound: Set<String> = [
        "1.2.840.10008.5.1.4.1.1.3", "1.2.840.10008.5.1.4.1.1.3.1",
        "1.2.840.10008.5.1.4.1.1.6", "1.2.840.10008.5.1.4.1.1.6.1",
        "1.2.840.10008.5.1.4.1.1.6.2",
    ]

    private static let names: [(prefix: String, name: String)] = [
        ("1.2.840.10008.5.1.4.1.1.88.", "structured report"),
        ("1.2.840.10008.5.1.4.1.1.9.", "waveform"),
        ("1.2.840.10008.5.1.4.1.1.11.", "presentation state"),
        ("1.2.840.10008.5.1.4.1.1.481.", "radiotherapy object"),
        ("1.2.840.10008.5.1.4.1.1.66.", "registration or segmentation"),
        ("1.2.840.10008.5.1.4.39.", "colour palette"),
        ("1.2.840.10008.5.1.4.1.1.30", "parametric map"),
        ("1.2.840.10008.5.1.4.1.1.104.", "encapsulated document"),
    ]

    /// A word for the class, else its UID.
    static func name(of uid: String) -> String {
        names.first { uid.hasPrefix($0.prefix) }?.name
            ?? (uid.isEmpty ? "no SOP class" : String(uid.prefix(64)))
    }
}
