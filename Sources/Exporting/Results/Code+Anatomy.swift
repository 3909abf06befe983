import Anatomy
import StudyModel

/// What is outlined. SNOMED CT codes are those of PS3.16; 23056005 is sciatica, the disorder, and not
/// used.
extension Code {
    /// CID 7150.
    static let anatomicalStructure = Code("91723000", "SCT", "Anatomical Structure")
    /// CID 7151.
    static let peripheralNerve = Code("84782009", "SCT", "Peripheral nerve")
    static let bloodVessel = Code("59820001", "SCT", "Blood Vessel")
    /// PS3.16 has no SNOMED CT code for the structure.
    static let sciaticNerve = Code("C52810", "NCIt", "Sciatic Nerve")

    static func nerve(_ name: NerveName) -> Code {
        switch name {
        case .unspecified: peripheralNerve
        case .sciatic: sciaticNerve
        }
    }

    /// CID 244.
    static func side(_ side: Laterality) -> Code {
        switch side {
        case .left: Code("7771000", "SCT", "Left")
        case .right: Code("24028007", "SCT", "Right")
        }
    }
}
