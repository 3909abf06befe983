private let lateral = PatientVector(1, 0, 0)

/// What lies in or across the midline.
struct PelvisMidline {
    let build: BodyBuild
    private(set) var parts: [PelvisPart] = []

    init(build: BodyBuild) { self.build = build }

    /// The sacrum and coccyx, then the symphysis.
    mutating func drawBones() {
        tube(
            [
                (0, 40, 125, 54, 24), (0, 62, 95, 52, 22), (0, 82, 68, 40, 17), (0, 93, 44, 24, 11),
                (0, 96, 34, 14, 7),
            ], coat: .bone(cortex: build.cortex), square: true)
        tube(
            [(0, 97, 34, 9, 4.5), (0, 96, 18, 6, 4), (0, 89, 4, 3.5, 3)],
            coat: .bone(cortex: build.cortex * 0.8))
        solid((0, -44, -41), (2.6, 10, 17), .tendon)
    }

    /// - Parameters random: of fillings and sizes.
    mutating func drawOrgans(random: inout RandomStream) {
        for _ in 0..<7 {
            let place = (
                random.uniform(-45...45), random.uniform(-60...20), random.uniform(72...125)
            )
            let r = random.uniform(12...20)
            let filling: MRTissue = random.chance(0.4) ? .gas : random.chance(0.5) ? .stool : .fluid
            solid(
                place, (r * random.uniform(0.8...1.5), r, r),
                coat:
                    .hollow(wall: .wall, thickness: 2.2, content: filling))
        }
        let full = random.uniform(0.55...1.15)
        solid(
            (0, -26 + random.uniform(-4...4), 10 + 22 * full), (42 * full, 30 * full, 32 * full),
            coat: .hollow(wall: .wall, thickness: 3.4 / full, content: .fluid))
        for x in [-14.0, 14] { solid((x, 18, 6), (15, 5.5, 6), .seminal) }
        let gland = random.uniform(0.85...1.25)
        solid((0, -4, -18), (25 * gland, 18 * gland, 20 * gland), .capsule)
        solid((0, -4, -18), (23.8 * gland, 16.8 * gland, 19 * gland), .peripheralZone)
        solid((0, -8, -15), (17 * gland, 12 * gland, 15 * gland), .gland)
        let wide = random.uniform(0.7...1.25)
        let content: MRTissue = random.chance(0.5) ? .gas : .stool
        tube(
            [
                (0, 56, 90, 17 * wide, 15 * wide), (0, 62, 50, 22 * wide, 18 * wide),
                (0, 48, 10, 20 * wide, 16 * wide), (0, 38, -24, 12, 10), (0, 44, -58, 7, 8),
                (0, 56, -80, 7, 9),
            ],
            coat: .hollow(wall: .wall, thickness: 3, content: content))
        tube([(0, 42, -44, 11, 12), (0, 54, -76, 10, 12)], coat: .solid(.wall))
        solid((0, -24, -58), (12, 10, 12), .wall)
    }

    private mutating func tube(
        _ knots: [(Double, Double, Double, Double, Double)], coat: Coat, square: Bool = false
    ) {
        let size = (build.scale.x * build.scale.z).squareRoot()
        let placed = knots.map {
            Tube.Knot(
                at: PatientVector($0.0, $0.1, $0.2) * build.scale, wide: $0.3 * size,
                thick: $0.4 * size)
        }
        let isBone = if case .bone = coat { true } else { false }
        parts.append(
            PelvisPart(
                tube: Tube(placed, width: lateral, isSquare: square), coat: coat,
                label: isBone ? .bone : .background, side: nil))
    }

    private mutating func solid(
        _ centre: (Double, Double, Double), _ half: (Double, Double, Double), coat: Coat
    ) {
        parts.append(
            PelvisPart(
                tube: Tube(
                    ellipsoidAt: PatientVector(centre.0, centre.1, centre.2) * build.scale,
                    half: PatientVector(half.0, half.1, half.2) * build.scale), coat: coat,
                label: .background, side: nil))
    }

    private mutating func solid(
        _ centre: (Double, Double, Double), _ half: (Double, Double, Double), _ tissue: MRTissue
    ) {
        solid(centre, half, coat: .solid(tissue))
    }
}
