/// Tissues of the MR phantom. The raw value indexes signal tables.
package enum MRTissue: Int, Hashable, Sendable, CaseIterable {
    case air, fat, muscle, cortex, marrow, tendon, flow, slowBlood, fluid, wall, gland
    case peripheralZone, capsule, seminal, fascicle, epineurium, skin, gas, stool, cartilage

    /// T1 and T2 at 3 T in ms, proton density relative to water, share of the signal that is fat.
    ///
    /// Starting values of a simulator, varied around by each subject: T2 of muscle, fat and marrow
    /// after PMC2849643, of nerve between the methods of MAGMA 2020;33:713 and Eur Radiol 2021;31:9120;
    /// the rest by eye after T2 images.
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

    subscript(tissue: MRTissue) -> Float { values[tissue.rawValue] }

    /// - Parameter residualFat: share of the fat's signal that suppression leaves.
    init(
        sequence: MRSequence, timing: MRTiming, residualFat: Double, nerveT2: Double,
        random: inout RandomStream
    ) {
        let isSpectral = sequence == .t2FatSuppressed || sequence == .dixonWater
        let table = MRTissue.allCases.map { tissue in
            var (t1, t2, density, fat) = tissue.relaxation
            t1 *= random.uniform(0.94...1.06)
            t2 *= random.uniform(0.93...1.07)
            density *= random.uniform(0.96...1.04)
            if tissue == .fascicle { t2 = nerveT2 }
            let whole = Self.spinEcho(t1: t1, t2: t2, density: density, timing: timing)
            return isSpectral ? whole * (1 - fat * (1 - residualFat)) : whole
        }
        let reference = max(table[MRTissue.fascicle.rawValue] * 2, table[MRTissue.fat.rawValue])
        let water = Self.spinEcho(t1: 2_000, t2: 120, density: 0.95, timing: timing)
        values = table.map { Float($0 * 420 / reference) }
        oedema = Float(water * 420 / reference)
    }

    private static func spinEcho(t1: Double, t2: Double, density: Double, timing: MRTiming)
        -> Double
    {
        let recovered = 1 - ReproducibleMath.exp(-timing.repetition / t1)
        var longitudinal = recovered
        if let inversion = timing.inversion {
            longitudinal = abs(
                1 - 2 * ReproducibleMath.exp(-inversion / t1)
                    + ReproducibleMath.exp(-timing.repetition / t1))
        }
        return density * longitudinal * ReproducibleMath.exp(-timing.echo / t2)
    }
}
