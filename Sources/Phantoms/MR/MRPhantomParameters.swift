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
    /// How far the relaxation times of each tissue are from the table at most, share.
    package var contrastSpread = 0.07
    /// Further smoothing in the picture, 0…1.
    package var blur = 0.0

    /// Between the middles of slices, mm.
    package var distance: Double { thickness + gap }
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
    /// Of the left nerve over the right, share.
    package var nerveAsymmetry = 0.0
    /// Degrees outwards; by the seed when absent.
    package var hipRotation: Double?
    /// What the values were drawn from; it changes nothing by itself.
    package var range = MRParameterRange.clinical

    package init(seed: UInt64) { self.seed = seed }

    /// Every value in full: equal for equal parameters only.
    package var identity: String {
        var rest = self
        rest.variant = [:]
        let variants = Laterality.allCases.map { variant[$0] ?? .a }
        return "\(rest) \(variants)"
    }

    package func pathology(_ side: Laterality) -> MRPathology {
        side == affected ? pathology : .none
    }

    package func severity(_ side: Laterality) -> Double { side == affected ? severity : 0 }
}
