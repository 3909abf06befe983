/// Tissues of the MR phantom. The raw value indexes signal tables.
package enum MRTissue: Int, Hashable, Sendable, CaseIterable {
    case air, fat, muscle, cortex, marrow, tendon, flow, slowBlood, fluid, wall, gland
    case peripheralZone, capsule, seminal, fascicle, epineurium, skin, gas, stool, cartilage

    /// T1 and T2 at 3 T in ms, proton density relative to water, share of the signal that is fat.
    ///
    /// Values of a simulator, set by eye until pictures looked like clinical ones, and varied around
    /// by each subject; not measurements of tissue.
    var relaxation: (t1: Double, t2: Double, density: Double, fat: Double) {
        switch self {
        case .air, .gas: (1_000, 50, 0, 0)
        case .fat: (375, 130, 0.95, 0.95)
        case .muscle: (1_400, 34, 0.8, 0.02)
        case .cortex: (600, 12, 0.12, 0)
        case .marrow: (420, 105, 0.8, 0.8)
        case .tendon: (900, 14, 0.35, 0)
        case .flow: (1_600, 30, 0.12, 0)
        case .slowBlood: (1_650, 85, 0.75, 0)
        case .fluid: (3_500, 600, 1, 0)
        case .wall: (1_350, 46, 0.82, 0.05)
        case .gland: (1_400, 68, 0.85, 0)
        case .peripheralZone: (1_600, 110, 0.9, 0)
        case .capsule: (1_200, 28, 0.6, 0)
        case .seminal: (2_200, 200, 0.95, 0)
        case .fascicle: (1_150, 50, 0.75, 0)
        case .epineurium: (700, 75, 0.75, 0.4)
        case .skin: (900, 32, 0.7, 0.1)
        case .stool: (1_100, 40, 0.3, 0.1)
        case .cartilage: (1_200, 38, 0.75, 0)
        }
    }
}

/// What is measured, as the product names of scanners have it.
package enum MRSequence: String, Hashable, Sendable, CaseIterable {
    case t2
    case t2FatSuppressed = "t2-fs"
    case stir
    case dixonWater = "dixon-water"
    case t1
    /// A three-dimensional turbo spin echo with inversion recovery.
    case volume = "3d"

    var suppressesFat: Bool { self != .t2 && self != .t1 }
}

/// Times of a sequence in ms.
package struct MRTiming: Hashable, Sendable {
    package var repetition: Double
    package var echo: Double
    package var inversion: Double?
}

/// Signal of each tissue, from its relaxation and the sequence; fat of T2 images is about 400.
struct MRSignal: Sendable {
    private let values: [Float]
    /// Of water in oedema.
    let oedema: Float
    /// Of a fascicle on the side of a diffuse neuropathy.
    let diffuseFascicle: Float

    subscript(tissue: MRTissue) -> Float { values[tissue.rawValue] }

    /// - Parameters:
    ///   - nerveT2: of healthy fascicles, ms.
    ///   - diffuse: severity of a diffuse neuropathy, 0…1.
    init(
        _ acquisition: MRAcquisition, nerveT2: Double, diffuse: Double,
        random: inout RandomStream
    ) {
        let timing = acquisition.timing
        let isSpectral = [.t2FatSuppressed, .dixonWater].contains(acquisition.sequence)
        let spread = acquisition.contrastSpread
        func drawn(_ value: Double, _ share: Double) -> Double {
            value * random.uniform(1 - share...1 + share)
        }
        var ill = 0.0
        let table = MRTissue.allCases.map { tissue in
            let (t1, t2, density, fat) = tissue.relaxation
            let own = (drawn(t1, spread), drawn(t2, spread), drawn(density, 0.6 * spread))
            let change = tissue == .fascicle ? nerveT2 / t2 : 1
            let whole = Self.spinEcho(own, change, timing)
            if tissue == .fascicle {
                ill = Self.spinEcho(own, change * (1 + 0.4 * diffuse), timing)
            }
            return isSpectral ? whole * (1 - fat * (1 - acquisition.residualFat)) : whole
        }
        let reference = max(table[MRTissue.fascicle.rawValue] * 2, table[MRTissue.fat.rawValue])
        let water = Self.spinEcho((2_000, 120, 0.95), 1, timing)
        values = table.map { Float($0 * 420 / reference) }
        oedema = Float(water * 420 / reference)
        diffuseFascicle = Float(ill * 420 / reference)
    }

    /// - Parameter change: of T2, a factor.
    private static func spinEcho(
        _ tissue: (t1: Double, t2: Double, density: Double), _ change: Double, _ timing: MRTiming
    ) -> Double {
        let recovered = 1 - ReproducibleMath.exp(-timing.repetition / tissue.t1)
        var longitudinal = recovered
        if let inversion = timing.inversion {
            longitudinal = abs(
                1 - 2 * ReproducibleMath.exp(-inversion / tissue.t1)
                    + ReproducibleMath.exp(-timing.repetition / tissue.t1))
        }
        return tissue.density * longitudinal
            * ReproducibleMath.exp(-timing.echo / (tissue.t2 * change))
    }
}
