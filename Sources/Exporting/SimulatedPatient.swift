import DICOMFiles

/// Whom simulated pictures show: an invented person who says so, examined on a fixed date.
enum SimulatedPatient {
    static let date = "20260101"

    static func elements(seed: UInt64) -> [DICOMElement] {
        [
            .text(0x0010, 0x0010, "PHANTOM^SIMULATED"),
            .text(0x0010, 0x0020, "PHANTOM-\(seed)"),
            .text(0x0010, 0x0030, ""),
            .text(0x0010, 0x0040, "O"),
            .text(0x0010, 0x4000, "Simulated by nerve-measure. Not a patient."),
        ]
    }

    static func study(modality: String, description: String) -> [DICOMElement] {
        [
            .text(0x0008, 0x0020, date),
            .text(0x0008, 0x0023, date),
            .text(0x0008, 0x0030, "120000"),
            .text(0x0008, 0x0033, "120000"),
            .text(0x0008, 0x0050, ""),
            .text(0x0008, 0x0060, modality),
            .text(0x0008, 0x0090, ""),
            .text(0x0008, 0x1030, description),
            .text(0x0020, 0x0010, "PHANTOM"),
            .text(0x0020, 0x0011, "1"),
        ]
    }
}
