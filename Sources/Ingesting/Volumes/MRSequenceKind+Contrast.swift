import StudyModel

extension MRSequenceKind {
    /// By what the header states of the contrast, never by names that people give to series.
    ///
    /// Fat is suppressed by inversion at 100 to 300 ms, by the scan option FS (saturation), or by
    /// keeping the water of a Dixon image. T2 has TE of 40 ms and more with TR of 1,500 ms and more, T1
    /// has less of both.
    package init(_ contrast: MRContrast) {
        let parts = Set((contrast.imageType + contrast.scanOptions).map { $0.uppercased() })
        if contrast.diffusionBValue != nil || !contrast.diffusionGradient.isEmpty {
            self = .diffusion
        } else if !parts.isDisjoint(with: ["WATER", "W"]) {
            self = .dixonWater
        } else if !parts.isDisjoint(with: Self.otherParts) {
            self = .unknown
        } else if let inversion = contrast.inversionTime, Self.nullingTimes.contains(inversion) {
            self = .stir
        } else {
            self.init(
                echo: contrast.echoTime, repetition: contrast.repetitionTime,
                suppressesFat: parts.contains("FS"))
        }
    }

    /// Dixon parts that are not water, and maps.
    private static let otherParts: Set = [
        "FAT", "F", "IN_PHASE", "OUT_PHASE", "OPP_PHASE", "ADC", "FA", "T2_MAP",
    ]
    /// Of fat, from 1.5 to 3 T, ms.
    private static let nullingTimes = 100.0...300.0

    private init(echo: Double?, repetition: Double?, suppressesFat: Bool) {
        guard let echo, let repetition else {
            self = .unknown
            return
        }
        if echo >= 40, repetition >= 1_500 {
            self = suppressesFat ? .t2FatSuppressed : .t2
        } else if echo < 40, repetition < 1_500 {
            self = .t1
        } else {
            self = .unknown
        }
    }
}
