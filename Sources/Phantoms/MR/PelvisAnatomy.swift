import Anatomy
import Geometry

/// The body of one subject: shapes in the order in which they cover each other, and the nerves.
package struct PelvisAnatomy: Sendable {
    let build: BodyBuild
    let parts: [PelvisPart]
    package let nerves: [SciaticNerve]
    private let warps: [SolidNoise]

    init(_ parameters: MRPhantomParameters) {
        var random = RandomStream(seed: parameters.seed, purpose: 21)
        var build = BodyBuild(random: &random, hipRotation: parameters.hipRotation)
        Self.apply(parameters, to: &build)
        self.build = build
        var nerveRandom = RandomStream(seed: parameters.seed, purpose: 22)
        let size = build.scale.x * build.scale.z
        let area = parameters.nerveArea ?? min(120, max(30, nerveRandom.uniform(38...95) * size))
        var frames: [SideFrame] = []
        var nerves = Laterality.allCases.map { side in
            let frame = SideFrame(build, side: side)
            frames.append(frame)
            let ill = side == parameters.affected
            return SciaticNerve(
                frame: frame, variant: parameters.variant[side] ?? .a,
                area: area * (1 + parameters.nerveAsymmetry * (side == .left ? 0.5 : -0.5)),
                pathology: ill ? parameters.pathology : .none, severity: parameters.severity,
                random: &nerveRandom)
        }
        var noise = RandomStream(seed: parameters.seed, purpose: 23)
        let warps = (0..<3).map { _ in SolidNoise(random: &noise) }
        self.warps = warps
        var all = Self.parts(build, frames: frames, random: &random)
        for index in nerves.indices {
            let side = nerves[index].side
            for part in all where part.landmark == .piriformis && part.side == side {
                let muscle = PiriformisPassage(tube: part.tube) {
                    Self.warped($0, by: warps)
                }
                nerves[index].pass(muscle, parameters.variant[side] ?? .a)
            }
        }
        self.nerves = nerves
        for frame in frames {
            all += Self.companions(
                of: nerves[frame.side == .left ? 0 : 1], frame: frame, random: &random)
        }
        parts = Self.diseased(all, parameters)
    }

    private static func apply(_ parameters: MRPhantomParameters, to build: inout BodyBuild) {
        let severity = parameters.severity
        switch parameters.pathology {
        case .piriformisHypertrophy:
            build[parameters.affected].piriformis *= 1 + 0.5 * severity
        case .ischiofemoral: build[parameters.affected].femurMedial += 14 * severity
        case .hamstring: build[parameters.affected].tendonThickening = 1 + 0.6 * severity
        case .none, .entrapment, .diffuseNeuropathy: break
        }
    }

    private static func parts(
        _ build: BodyBuild, frames: [SideFrame], random: inout RandomStream
    ) -> [PelvisPart] {
        var midline = PelvisMidline(build: build)
        midline.drawOrgans(random: &random)
        let organs = midline.parts
        midline.drawBones()
        var soft: [PelvisPart] = []
        var hard: [PelvisPart] = []
        for frame in frames {
            var drawing = PartDrawing(frame: frame, build: build)
            drawing.bulk = 1.3
            drawing.drawAbdominalMuscles()
            drawing.drawThighMuscles()
            drawing.drawHamstrings()
            drawing.bulk = 1
            drawing.drawRotators()
            drawing.drawGlutealMuscles()
            drawing.drawLevatorAni()
            soft += drawing.parts
            drawing = PartDrawing(frame: frame, build: build)
            drawing.drawHipBone()
            drawing.drawFemur()
            drawing.drawHeadOfFemur()
            drawing.drawTendons()
            drawing.drawVessels()
            hard += drawing.parts
        }
        return organs + soft + midline.parts.dropFirst(organs.count) + hard
    }

    /// Vessels that run beside the nerve and in the fat around it.
    private static func companions(
        of nerve: SciaticNerve, frame: SideFrame, random: inout RandomStream
    ) -> [PelvisPart] {
        (0..<9).map { index in
            let isBundle = index < 2
            let away = isBundle ? -11 - 4 * Double(index) : random.uniform(-34...26)
            let behind = isBundle ? 1 : random.uniform(1...6)
            let top = isBundle ? 30 : random.uniform(-90...35)
            let radius = isBundle ? 1.3 + 0.5 * Double(index) : random.uniform(0.6...1.4)
            let drift = random.uniform(-6...6)
            let knots = (0..<4).map { step in
                let height = frame.pelvis(PatientVector(0, 0, top - 22 * Double(step))).z
                let station = nerve.courses[0].station(height: height)
                let side = frame.direction(PatientVector(1, 0, 0))
                let offset = away + drift * Double(step) / 3
                return Tube.Knot(
                    at: station.centreVector + offset * side + PatientVector(0, behind, 0),
                    wide: radius, thick: radius)
            }
            return PelvisPart(
                tube: Tube(knots, width: PatientVector(1, 0, 0)),
                coat: .solid(index % 2 == 0 ? .flow : .slowBlood), label: .vessel,
                side: frame.side)
        }
    }

    private static func diseased(
        _ parts: [PelvisPart], _ parameters: MRPhantomParameters
    ) -> [PelvisPart] {
        parts.map { part in
            guard part.side == parameters.affected else { return part }
            var part = part
            switch (parameters.pathology, part.landmark) {
            case (.ischiofemoral, .quadratusFemoris): part.oedema = 0.8 * parameters.severity
            case (.hamstring, .hamstringTendon): part.oedema = 0.5 * parameters.severity
            case (.piriformisHypertrophy, .piriformis): part.oedema = 0.15 * parameters.severity
            default: break
            }
            return part
        }
    }

    /// Half-width of the air between the buttocks and, below, between the thighs: negative inside.
    func cleft(at point: PatientVector) -> Double {
        let back = 14 + 96 * build.scale.y + build.fat * 0.6
        let height = point.z / build.scale.z
        let depth =
            height > -95 ? max(5, 24 - 0.36 * height) : 58 + 7 * (-95 - height)
        let front = back - depth
        let half = 0.5 + 0.02 * max(0, point.y - front) + 0.12 * max(0, -115 - height)
        return max(abs(point.x) - half, front - point.y)
    }

    /// Distance from the skin in mm, negative inside.
    func skin(at point: PatientVector) -> Double {
        let wide = 163 * build.scale.x + build.fat * 0.8 - 0.1 * abs(point.z + 20)
        let deep = 96 * build.scale.y + build.fat * 0.6
        let x = point.x / wide
        let y = (point.y - 14) / deep
        let sum = (abs(x * x * x) + abs(y * y * y)).squareRoot()
        return (sum - 1) * deep * 0.67
    }

    /// Where shapes are asked for a point: bodies are not made of ellipses.
    func warped(_ point: PatientVector) -> PatientVector { Self.warped(point, by: warps) }

    private static func warped(_ point: PatientVector, by warps: [SolidNoise]) -> PatientVector {
        let coarse = SIMD3<Float>(point) * 0.024
        let fine = SIMD3<Float>(point) * 0.083
        let shift = SIMD3<Float>(
            2.1 * warps[0].value(at: coarse) + 0.7 * warps[0].value(at: fine),
            2.1 * warps[1].value(at: coarse) + 0.7 * warps[1].value(at: fine),
            2.1 * warps[2].value(at: coarse) + 0.7 * warps[2].value(at: fine))
        return point + PatientVector(shift)
    }
}
