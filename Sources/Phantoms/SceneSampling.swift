extension Scene {
    /// The anatomy that follows from `parameters`.
    package init(sampling parameters: UltrasoundParameters) {
        var sampler = SceneSampler(parameters: parameters)
        self = sampler.sample()
    }
}

/// Draws places and sizes. One field depth is the unit, so that linear and curved pictures are alike.
private struct SceneSampler {
    let options: SceneOptions
    let scanner: ScannerSettings
    var random: RandomStream
    var taken: [HarmonicShape] = []
    var nerves: [HarmonicShape] = []
    var vessels: [HarmonicShape] = []
    var tendons: [HarmonicShape] = []

    init(parameters: UltrasoundParameters) {
        options = parameters.scene
        scanner = parameters.scanner
        random = RandomStream(seed: parameters.seed, purpose: 1)
    }

    private var isCurved: Bool {
        if case .curved = scanner.geometry { true } else { false }
    }

    mutating func sample() -> Scene {
        let skinDepth = random.uniform(0.8...1.5)
        let nerveDepth =
            options.nerveDepth
            ?? random.uniform(isCurved ? 30...48 : scanner.depth * 0.3...scanner.depth * 0.5)
        let fatDepth = random.uniform(0.28...0.62) * nerveDepth
        let plane = boundary(depth: nerveDepth, swing: 0.035)
        placeNerves(plane: plane)
        placeVessels(below: nerveDepth)
        placeTendon(around: nerveDepth)
        let bone = options.bone ? sampleBone(below: nerveDepth) : nil
        return Scene(
            nerves: nerves.map { fill($0) }, vessels: vessels, tendons: tendons,
            skin: boundary(depth: skinDepth, swing: 0.02),
            fat: boundary(depth: max(fatDepth, skinDepth + 1.5), swing: 0.06), plane: plane,
            bone: bone, options: options, geometry: scanner.geometry)
    }

    private mutating func boundary(depth: Double, swing: Double) -> Scene.Boundary {
        let width = scanner.geometry.arcLength(depth: depth)
        return Scene.Boundary(
            depth: depth,
            waves: [1.7, 0.8, 0.33].map { factor in
                (
                    amplitude: depth * swing * factor * random.uniform(0.3...1),
                    wavelength: width * factor * random.uniform(0.8...1.3), phase: random.unit()
                )
            })
    }

    private mutating func placeNerves(plane: Scene.Boundary) {
        for index in 0..<options.nerves {
            let area =
                index == 0 && options.nerveArea != nil
                ? options.nerveArea ?? 0
                : random.uniform(isCurved ? 40...90 : 22...72) * (index == 0 ? 1 : 0.5)
            let reach = scanner.geometry.arcLength(depth: plane.depth) * 0.28
            for attempt in 0..<60 {
                let x =
                    attempt == 59 ? 0 : random.uniform(-reach...reach) * (index == 0 ? 0.75 : 1.15)
                let y =
                    plane.depth + plane.offset(lateral: x)
                    + scanner.geometry.surface(lateral: x) * max(0, 1 - plane.depth / 60)
                let shape = nerveShape(area: area, centre: TissuePoint(lateral: x, depth: y))
                guard index == 0 || isFree(shape, gap: 1) else { continue }
                nerves.append(shape)
                taken.append(shape)
                break
            }
        }
    }

    private mutating func nerveShape(area: Double, centre: TissuePoint) -> HarmonicShape {
        let harmonics = [0.05, 0.055, 0.03].map { strength in
            HarmonicShape.Harmonic(
                cosine: random.uniform(-strength...strength),
                sine: random.uniform(-strength...strength))
        }
        let ratio = random.uniform(1.25...2.5)
        let tilt = random.uniform(-0.3...0.3)
        let unit = HarmonicShape(
            centre: centre, semiAxisLateral: ratio, semiAxisDepth: 1, harmonics: harmonics)
        let scale = (area / unit.area).squareRoot()
        return HarmonicShape(
            centre: centre, semiAxisLateral: ratio * scale, semiAxisDepth: scale,
            tiltInRadians: tilt, harmonics: harmonics)
    }

    private mutating func placeVessels(below nerveDepth: Double) {
        for _ in 0..<options.vessels {
            for _ in 0..<80 {
                let radius = random.uniform(2.2...4.8) * (isCurved ? 1.15 : 1)
                let near = taken.first?.centre ?? TissuePoint(lateral: 0, depth: nerveDepth)
                let centre = TissuePoint(
                    lateral: near.lateral + random.uniform(-1...1) * 13,
                    depth: near.depth + random.uniform(-0.3...1) * 13)
                let shape = roundShape(centre: centre, radius: radius, ratio: 0.95...1.35)
                guard centre.depth - shape.reach > nerveDepth * 0.4, isInField(shape),
                    isFree(shape, gap: 0.5)
                else { continue }
                vessels.append(shape)
                taken.append(shape)
                break
            }
        }
    }

    private mutating func placeTendon(around nerveDepth: Double) {
        guard options.tendon else { return }
        for _ in 0..<80 {
            let reach = scanner.geometry.arcLength(depth: nerveDepth) * 0.42
            let centre = TissuePoint(
                lateral: random.uniform(-reach...reach),
                depth: nerveDepth * random.uniform(0.8...1.5))
            let shape = roundShape(
                centre: centre, radius: random.uniform(1.8...3.2), ratio: 1.2...2.2)
            guard isInField(shape), isFree(shape, gap: 1.5) else { continue }
            tendons.append(shape)
            taken.append(shape)
            return
        }
    }

    private mutating func roundShape(
        centre: TissuePoint, radius: Double, ratio: ClosedRange<Double>
    ) -> HarmonicShape {
        let stretch = random.uniform(ratio).squareRoot()
        return HarmonicShape(
            centre: centre, semiAxisLateral: radius * stretch, semiAxisDepth: radius / stretch,
            tiltInRadians: random.uniform(-0.25...0.25),
            harmonics: [
                HarmonicShape.Harmonic(
                    cosine: random.uniform(-0.03...0.03), sine: random.uniform(-0.03...0.03)),
                HarmonicShape.Harmonic(
                    cosine: random.uniform(-0.03...0.03), sine: random.uniform(-0.03...0.03)),
            ])
    }

    private func isFree(_ shape: HarmonicShape, gap: Double) -> Bool {
        taken.allSatisfy { other in
            let border = shape.border(vertices: 32)
            let clearance = 1 + gap / min(other.semiAxisLateral, other.semiAxisDepth)
            return border.allSatisfy { other.relativeRadius(of: $0) > clearance }
                && shape.relativeRadius(of: other.centre) > 1
        }
    }

    private func isInField(_ shape: HarmonicShape) -> Bool {
        shape.border(vertices: 32).allSatisfy { point in
            let beam = scanner.geometry.beam(through: point)
            return abs(beam.position) < 0.98 && beam.depth > 2 && beam.depth < scanner.depth - 1
        }
    }

    private mutating func sampleBone(below nerveDepth: Double) -> Scene.Bone {
        let lowest = taken.map { $0.centre.depth + $0.reach }.max() ?? nerveDepth
        let depth = min(lowest + random.uniform(2...6), scanner.depth * 0.92)
        let width = scanner.geometry.arcLength(depth: depth)
        return Scene.Bone(
            lateral: random.uniform(-0.4...0.4) * width, depth: depth,
            halfWidth: width * random.uniform(0.18...0.34),
            height: scanner.depth * random.uniform(0.08...0.22))
    }

    /// Fascicles by rejection: a share of 0.40 ± 0.05 of the nerve is what high-resolution
    /// ultrasound shows (doi 10.1038/s41598-024-84396-y).
    private mutating func fill(_ border: HarmonicShape) -> Scene.Nerve {
        let rim = random.uniform(0.25...0.5) * (isCurved ? 1.6 : 1)
        let count = random.chance(0.25) ? random.uniform(4...7) : random.uniform(10...26)
        let typical = (border.area * 0.45 / count / .pi).squareRoot()
        let wanted = random.uniform(0.38...0.55) * border.area
        var fascicles: [HarmonicShape] = []
        var area = 0.0
        for attempt in 0..<4_000 where area < wanted {
            let size = typical * random.uniform(0.6...1.5) * (1 - 0.55 * Double(attempt) / 4_000)
            let place = TissuePoint(
                lateral: random.uniform(-1...1) * border.semiAxisLateral,
                depth: random.uniform(-1...1) * border.semiAxisDepth)
            let candidate = HarmonicShape(
                centre: border.fromAxes(place), semiAxisLateral: size * random.uniform(1...1.5),
                semiAxisDepth: size * random.uniform(0.75...1),
                tiltInRadians: random.uniform(-0.6...0.6),
                harmonics: [
                    HarmonicShape.Harmonic(cosine: 0, sine: random.uniform(-0.12...0.12)),
                    HarmonicShape.Harmonic(cosine: random.uniform(-0.12...0.12), sine: 0),
                ])
            guard fits(candidate, inside: border, rim: rim, beside: fascicles) else { continue }
            fascicles.append(candidate)
            area += candidate.area
        }
        return Scene.Nerve(
            border: border, fascicles: fascicles, rim: rim, contrast: random.uniform(9...21),
            brightness: random.uniform(-6...2))
    }

    private func fits(
        _ shape: HarmonicShape, inside border: HarmonicShape, rim: Double,
        beside others: [HarmonicShape]
    ) -> Bool {
        let inner = 1 - rim / border.semiAxisDepth
        return shape.border(vertices: 8).allSatisfy { border.relativeRadius(of: $0) < inner }
            && others.allSatisfy { other in
                let from = shape.centre - other.centre
                let distance = (from.lateral * from.lateral + from.depth * from.depth).squareRoot()
                return distance > 0.98 * (shape.meanRadius + other.meanRadius)
            }
    }
}
