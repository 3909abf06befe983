import Anatomy

/// How the sciatic nerve and piriformis lie to each other, after Beaton and Anson.
package enum SciaticVariant: String, Hashable, Sendable, CaseIterable {
    /// Undivided below the muscle.
    case a
    /// One part through the muscle, one below.
    case b
    /// One part above, one below.
    case c
    /// Undivided through.
    case d
    /// One part above, one through.
    case e
    /// Undivided above.
    case f

    var isDivided: Bool { self == .b || self == .c || self == .e }
}

/// What is wrong on one side.
package enum MRPathology: String, Hashable, Sendable, CaseIterable {
    case none
    case piriformisHypertrophy = "piriformis-hypertrophy"
    case entrapment
    case ischiofemoral
    case hamstring
    case diffuseNeuropathy = "diffuse-neuropathy"
}

/// Slices of a series, before they are placed in the body.
package struct MRAcquisition: Hashable, Sendable {
    package var sequence = MRSequence.t2
    package var timing = MRTiming(repetition: 5_000, echo: 100)
    package var columns = 384
    package var rows = 384
    /// mm between pixels.
    package var spacing = 0.6
    /// mm
    package var thickness = 3.5
    package var gap = 0.35
    package var slices = 40
    /// Of the rows' plane against the axial plane, degrees about the left axis.
    package var obliquity = 0.0
    /// Of the middle of the middle slice, mm left, posterior, superior of the middle between the hips.
    package var centre = SIMD3<Double>(0, 10, -10)
    /// Standard deviation of the noise, where fat of a T2 image is 420.
    package var noise = 9.0
    /// Largest change by the coils, share.
    package var shading = 0.25
    /// Strength of ghosts along the phase direction, share of the signal.
    package var ghosting = 0.0
    /// Share of the fat's signal that suppression leaves.
    package var residualFat = 0.05
}

/// Everything that a simulated MR series follows from. The same values give the same bytes.
package struct MRPhantomParameters: Hashable, Sendable {
    package var seed: UInt64
    package var acquisition = MRAcquisition()
    package var variant: [Laterality: SciaticVariant] = [.left: .a, .right: .a]
    package var pathology = MRPathology.none
    /// 0…1
    package var severity = 0.0
    package var affected = Laterality.left
    /// At piriformis, mm², before pathology; by the seed, 30 to 120, when absent.
    package var nerveArea: Double?
    /// Degrees outwards; by the seed when absent.
    package var hipRotation: Double?

    package init(seed: UInt64) { self.seed = seed }

    /// Series and body as they vary from clinic to clinic and from patient to patient.
    package static func varied(seed: UInt64, sequence: MRSequence? = nil) -> MRPhantomParameters {
        var random = RandomStream(seed: seed, purpose: 20)
        var result = MRPhantomParameters(seed: seed)
        let drawn = MRSequence.allCases[random.whole(0...MRSequence.allCases.count - 1)]
        result.acquisition = .varied(sequence ?? drawn, random: &random)
        for side in Laterality.allCases {
            let divided = random.chance(0.16)
            let other = SciaticVariant.allCases[random.whole(1...5)]
            result.variant[side] = divided ? (random.chance(0.7) ? .b : other) : .a
        }
        let ill = random.chance(0.5)
        let pathology = MRPathology.allCases[random.whole(1...MRPathology.allCases.count - 1)]
        result.severity = random.uniform(0.15...1)
        result.affected = random.chance(0.5) ? .left : .right
        if ill { result.pathology = pathology } else { result.severity = 0 }
        return result
    }
}

extension MRAcquisition {
    static func varied(_ sequence: MRSequence, random: inout RandomStream) -> MRAcquisition {
        var result = MRAcquisition()
        result.sequence = sequence
        result.timing = timing(sequence, random: &random)
        result.spacing = (random.uniform(0.4...0.9) * 1_000).rounded() / 1_000
        result.thickness = (random.uniform(2.5...5) * 10).rounded() / 10
        result.gap = (result.thickness * random.uniform(0...0.2) * 10).rounded() / 10
        if sequence == .volume {
            result.spacing = (random.uniform(0.8...1.3) * 1_000).rounded() / 1_000
            result.thickness = result.spacing
            result.gap = 0
        }
        let field = random.uniform(200...380)
        result.columns = min(512, max(192, Int(field / result.spacing / 16) * 16))
        result.rows = min(512, max(192, Int(random.uniform(200...280) / result.spacing / 16) * 16))
        result.slices = min(64, Int(random.uniform(90...160) / (result.thickness + result.gap)))
        result.obliquity = random.chance(0.5) ? 0 : (random.uniform(-20...25) * 10).rounded() / 10
        result.centre = SIMD3(
            (random.uniform(-25...25)).rounded(), random.uniform(0...25).rounded(),
            random.uniform(-30...5).rounded())
        result.noise = random.uniform(4...22)
        result.shading = random.uniform(0.05...0.4)
        result.ghosting = random.chance(0.3) ? random.uniform(0.01...0.05) : 0
        result.residualFat = random.uniform(0.02...0.14)
        return result
    }

    /// TR, TE and TI in ranges that clinics use; whole milliseconds.
    package static func timing(_ sequence: MRSequence, random: inout RandomStream) -> MRTiming {
        func pick(_ range: ClosedRange<Double>) -> Double { random.uniform(range).rounded() }
        switch sequence {
        case .t2: return MRTiming(repetition: pick(3_500...6_000), echo: pick(75...110))
        case .t2FatSuppressed, .dixonWater:
            return MRTiming(repetition: pick(3_500...6_000), echo: pick(55...90))
        case .stir:
            return MRTiming(
                repetition: pick(4_000...6_500), echo: pick(45...75), inversion: pick(235...270))
        case .t1: return MRTiming(repetition: pick(500...750), echo: pick(8...15))
        case .volume:
            return MRTiming(
                repetition: pick(2_000...3_500), echo: pick(60...110), inversion: pick(235...270))
        }
    }
}
