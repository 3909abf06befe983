/// The values of a label plane with their names, for every mask that is read, written or learned.
///
/// Labels from 10 are finer names of what would else be `muscle`; both sides of the body share them.
package enum AnatomicalLabel: UInt8, Hashable, Sendable, CaseIterable {
    case background = 0
    case nerve = 1
    case vessel = 2
    case bone = 3
    /// A muscle that has no label of its own.
    case muscle = 4
    case tendon = 5
    case gluteusMaximus = 10
    /// With gluteus minimus.
    case gluteusMedius = 11
    case piriformis = 12
    /// With the gemelli.
    case obturatorInternus = 13
    case quadratusFemoris = 14
    case adductorMagnus = 15
    case iliopsoas = 16
    case obturatorExternus = 17
    case hamstrings = 18

    /// As it is written in files.
    package var name: String {
        switch self {
        case .background: "background"
        case .nerve: "nerve"
        case .vessel: "vessel"
        case .bone: "bone"
        case .muscle: "muscle"
        case .tendon: "tendon"
        case .gluteusMaximus: "gluteus_maximus"
        case .gluteusMedius: "gluteus_medius"
        case .piriformis: "piriformis"
        case .obturatorInternus: "obturator_internus_gemelli"
        case .quadratusFemoris: "quadratus_femoris"
        case .adductorMagnus: "adductor_magnus"
        case .iliopsoas: "iliopsoas"
        case .obturatorExternus: "obturator_externus"
        case .hamstrings: "hamstrings"
        }
    }
}
