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

    /// Muscles as in CID 3031; one that it does not tell apart, and groups, are muscles of the lower
    /// limb.
    static func structure(_ label: AnatomicalLabel) -> Code {
        switch label {
        case .background, .nerve: peripheralNerve
        case .vessel: bloodVessel
        case .bone: Code("272673000", "SCT", "Bone")
        case .tendon: Code("13024002", "SCT", "Tendon")
        case .muscle: Code("71616004", "SCT", "Muscle")
        case .gluteusMaximus: Code("7:796", "MDC", "Musculus gluteus maximus")
        case .gluteusMedius: Code("7:800", "MDC", "Musculus gluteus medius")
        case .piriformis: Code("7:812", "MDC", "Musculus piriformis")
        case .quadratusFemoris: Code("7:824", "MDC", "Musculus quadratus femoris")
        case .adductorMagnus: Code("7:864", "MDC", "Musculus adductor magnus")
        case .iliopsoas: Code("7:792", "MDC", "Musculus iliopsoas")
        case .obturatorInternus, .obturatorExternus, .hamstrings:
            Code("102292000", "SCT", "Muscle of lower limb")
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
