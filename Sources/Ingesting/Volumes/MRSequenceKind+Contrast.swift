import StudyModel

extension MRSequenceKind {
    /// Repetition times above which a spin echo weighs T2, and echo times, ms: between the ranges that
    /// clinics use for T1 (TR below 1 s, TE below 30 ms) and T2 (TR above 1.5 s, TE above 40 ms).
    private static let longRepetition = 1_500.0
    private static let shortRepetition = 1_000.0
    private static let longEcho = 40.0
    private static let shortEcho = 30.0
    /// Inversion times that null fat between 0.5 and 3 T, ms.
    private static let fatNulling = 100.0...300.0

    /// What a header states of the weighting; `unknown` when it does not settle it. Fat suppression counts
    /// only where it is stated: as an inversion that nulls fat, a water image, or in Scan Options.
    package init(_ contrast: MRContrast) {
        let type = Set(contrast.imageType.map { $0.uppercased() })
        let isDiffusion =
            contrast.diffusionBValue != nil || !type.isDisjoint(with: ["ADC", "DIFFUSION", "TRACEW"])
        if isDiffusion {
            self = .diffusion
        } else if !type.isDisjoint(with: ["WATER", "W"]) {
            self = .dixonWater
        } else if let inversion = contrast.inversionTime, Self.fatNulling.contains(inversion) {
            self = .stir
        } else if let repetition = contrast.repetitionTime, let echo = contrast.echoTime {
            self = Self.spinEcho(
                repetition: repetition, echo: echo,
                suppressesFat: !Set(contrast.scanOptions).isDisjoint(with: ["FS", "FATSAT"]))
        } else {
            self = .unknown
        }
    }

    private static func spinEcho(
        repetition: Double, echo: Double, suppressesFat: Bool
    ) -> MRSequenceKind {
        if repetition >= longRepetition, echo >= longEcho {
            return suppressesFat ? .t2FatSuppressed : .t2
        }
        return repetition <= shortRepetition && echo <= shortEcho && !suppressesFat ? .t1 : .unknown
    }
}
