import StudyModel

extension CalibrationGap {
    /// One sentence: why no millimetres are given, and how to supply a scale.
    package var explanation: String {
        switch self {
        case .noEvidence:
            "nothing in the file states a pixel size; pass --spacing or a sidecar file"
        case .contradictory(let bases):
            "\(bases.map(\.name).joined(separator: " and ")) state different pixel sizes; "
                + "pass the right one with --spacing"
        case .outsideEveryRegion:
            "the outline is not inside one calibrated ultrasound region"
        case .untrustedRegion(let index, let reason):
            "ultrasound region \(index) is not usable: \(reason)"
        case .invalidSpacing(let basis, let stated):
            "\(basis.name) states \(stated.betweenRows) by \(stated.betweenColumns) mm per pixel, "
                + "which cannot hold; pass --spacing"
        case .notInPatientPlane:
            "the stated spacing holds at the detector, not in the body; pass --spacing"
        }
    }

    /// A few words for a picture.
    package var shortWords: String {
        switch self {
        case .noEvidence: "no pixel size in the file"
        case .contradictory: "contradictory pixel sizes"
        case .outsideEveryRegion: "outside every calibrated region"
        case .untrustedRegion: "ultrasound region not usable"
        case .invalidSpacing: "stated pixel size not usable"
        case .notInPatientPlane: "spacing not in the patient plane"
        }
    }
}
