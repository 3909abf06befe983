import Anatomy
import DICOMFiles
import StudyModel

/// Codes of our own, where neither PS3.16 nor a scheme that it uses has one; docs/dicom-objects.md lists
/// and explains them. A code keeps its meaning for ever; the meaning of flags, provenances and outline
/// conventions is the word of report.json.
enum PrivateScheme {
    static let designator = "99NRVMEAS"

    /// An item of Coding Scheme Identification Sequence (0008,0110).
    static let identification = DICOMElement(
        0x0008, 0x0110,
        .sequence([
            [
                .text(0x0008, 0x0102, designator),
                .text(0x0008, 0x010C, UniqueIdentifier.derived(from: designator).text),
                .text(0x0008, 0x0115, "nerve-measure private codes"),
                .text(0x0008, 0x0116, "nerve-measure"),
            ]
        ]))

    static func code(_ value: String, _ meaning: String) -> Code {
        Code(value, designator, meaning)
    }

    static let qualityFlag = code("QUALITY-FLAG", "Quality flag")
    static let provenance = code("PROVENANCE", "Who drew the outline")
    static let convention = code("CONVENTION", "Border that the outline follows")
    static let scale = code("SCALE", "Source of scale")
    static let notMeasured = code("NOT-MEASURED", "Frames not measured, and why")
    static let displacementAcrossColumns = code(
        "DISPLACE-COLUMNS", "Displacement along the skin since first seen")
    static let displacementAcrossRows = code(
        "DISPLACE-ROWS", "Displacement in depth since first seen")

    static func code(_ flag: QualityFlag) -> Code { code(value(of: flag), flag.rawValue) }

    private static func value(of flag: QualityFlag) -> String {
        switch flag {
        case .lowConfidence: "LOW-CONFIDENCE"
        case .borderContact: "BORDER-CONTACT"
        case .severalComponents: "COMPONENTS"
        case .severalNerves: "SEVERAL-NERVES"
        case .spacingFromPNGResolution: "SPACING-PNG"
        case .spacingFromOperator: "SPACING-OPERATOR"
        case .spacingNotFromRegions: "SPACING-FOREIGN"
        case .anisotropicSpacing: "ANISOTROPIC"
        case .gainDependent: "GAIN-DEPENDENT"
        case .coarse: "COARSE"
        case .trackingGap: "TRACKING-GAP"
        case .outlineSelfIntersects: "SELF-INTERSECT"
        case .burnedInRulerDisagrees: "RULER-DISAGREES"
        }
    }

    static func code(_ provenance: Provenance) -> Code {
        code(provenance.rawValue.uppercased(), provenance.rawValue)
    }

    static func code(_ convention: OutlineConvention) -> Code {
        switch convention {
        case .outerBorderWithEchogenicRim: code("OUTER-RIM", convention.rawValue)
        case .outerEpineurium: code("EPINEURIUM", convention.rawValue)
        case .operatorDrawn: code("OPERATOR-DRAWN", convention.rawValue)
        }
    }

    /// The levels of the deep gluteal space have no codes; thigh and popliteal fossa do.
    static func code(_ level: GlutealLevel) -> Code {
        switch level {
        case .piriformis: code("LEVEL-PIRIFORMIS", level.rawValue)
        case .obturatorInternusGemelli: code("LEVEL-OBTURATOR", level.rawValue)
        case .quadratusFemoris: code("LEVEL-QUADRATUS", level.rawValue)
        case .ischialTunnel: code("LEVEL-TUNNEL", level.rawValue)
        case .subgluteal: code("LEVEL-SUBGLUTEAL", level.rawValue)
        case .thigh: Code("68367000", "SCT", "Thigh")
        case .popliteal: Code("32361000", "SCT", "Popliteal fossa")
        }
    }
}
