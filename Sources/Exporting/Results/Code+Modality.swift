import StudyModel

extension Code {
    /// CID 100.
    static let imagingProcedure = Code("363679005", "SCT", "Imaging procedure")

    /// CID 29.
    static func modality(_ modality: Modality) -> Code {
        switch modality {
        case .ultrasound: Code("US", "DCM", "Ultrasound")
        case .magneticResonance: Code("MR", "DCM", "Magnetic Resonance")
        }
    }
}
