import Anatomy

extension MRPhantomParameters {
    /// Series and body as they vary from clinic to clinic and from patient to patient, or wider.
    package static func varied(
        seed: UInt64, sequence: MRSequence? = nil, range: MRParameterRange = .clinical
    ) -> MRPhantomParameters {
        var random = RandomStream(seed: seed, purpose: 20)
        var result = MRPhantomParameters(seed: seed)
        result.range = range
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
        result.nerveAsymmetry = random.uniform(-0.07...0.07)
        if range != .clinical { result.widen(random: &random) }
        return result
    }

    /// Draws again what is held out, and more.
    private mutating func widen(random: inout RandomStream) {
        nerveArea = MRHeldOut.nerveArea.draw(range, &random)
        hipRotation = MRHeldOut.hipRotation.draw(range, &random)
        acquisition.widen(range, random: &random)
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
        result.cover(field, random.uniform(200...280), random.uniform(90...160))
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

    /// Pixels and slices for so many mm across, down and up, as far as they are allowed.
    private mutating func cover(_ width: Double, _ depth: Double, _ height: Double) {
        columns = min(512, max(128, Int(width / spacing / 16) * 16))
        rows = min(512, max(128, Int(depth / spacing / 16) * 16))
        slices = min(64, Int(height / distance))
    }

    fileprivate mutating func widen(_ range: MRParameterRange, random: inout RandomStream) {
        func draw(_ values: MRHeldOut) -> Double {
            (values.draw(range, &random) * 1_000).rounded() / 1_000
        }
        let extent = (Double(columns) * spacing, Double(rows) * spacing, Double(slices) * distance)
        spacing = draw(.spacing)
        thickness = draw(.thickness)
        gap = (thickness * random.uniform(0...0.3) * 100).rounded() / 100
        if sequence == .volume { (thickness, gap) = (spacing, 0) }
        cover(extent.0, extent.1, extent.2)
        if obliquity != 0 || range == .unseen { obliquity = draw(.obliquity) }
        timing.repetition = (timing.repetition * draw(.repetition)).rounded()
        timing.echo = (timing.echo * draw(.echo)).rounded()
        noise = draw(.noise)
        shading = draw(.shading)
        ghosting = random.chance(0.4) || range == .unseen ? draw(.ghosting) : 0
        if sequence.suppressesFat { residualFat = draw(.residualFat) }
        blur = draw(.blur)
        contrastSpread = 0.3
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
