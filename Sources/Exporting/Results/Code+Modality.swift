import StudyModel

extension Code {
    /// CID 7030.
    static func procedure(_ modality: Modality) -> Code {
        switch modality {
        case .ultrasound: Code("310169008", "SCT", "Ultrasonography")
        case .magneticResonance: Code("310127009", "SCT", "Magnetic Resonance Imaging Service")
        }
    }

    /// CID 29.
    static func modality(_ modality: Modality) -> Code {
        switch modality {
        case .ultrasound: Code("US", "DCM", "Ultrasound")
        case .magneticResonance: Code("MR", "DCM", "Magnetic Resonance")
        }
    }
}
