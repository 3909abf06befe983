/// A tissue of the phantom with its acoustic properties.
package enum Tissue: String, Hashable, Sendable, CaseIterable {
    case skin
    case fat
    case muscle
    case connective
    case nerve
    case tendon
    case blood
    case bone

    /// One-way attenuation in dB/(cm·MHz). Skin, fat, muscle across its fibres, connective tissue,
    /// blood and bone: PMC10001275, table 4. Nerve and tendon lie between muscle and connective
    /// tissue, of which they consist.
    package var attenuation: Double {
        switch self {
        case .skin: 0.35
        case .fat: 0.63
        case .muscle: 0.96
        case .connective: 1.57
        case .nerve: 1.1
        case .tendon: 1.3
        case .blood: 0.15
        case .bone: 15
        }
    }

    /// Mean level of diffuse backscatter in dB below white on a display of 60 dB. Chosen by eye: the
    /// order (vessel, muscle, fat, nerve, tendon) is that of the textbooks, the levels are not.
    package var echogenicity: Double {
        switch self {
        case .skin: -31
        case .fat: -50
        case .muscle: -52
        case .connective: -30
        case .nerve: -30
        case .tendon: -28
        case .blood: -70
        case .bone: -40
        }
    }
}
