import Anatomy

/// The sciatic nerve of one side: one course, or two that join.
package struct SciaticNerve: Sendable {
    package let side: Laterality
    package let courses: [NerveCourse]
    let fascicles: [FascicleMap]
    /// Whether every fascicle of it is diseased.
    let isDiffuse: Bool
    /// Where a local pathology is, mm, and its share of oedema; `nil` without.
    let lesion: (height: Double, rise: Double)?

    /// Share of the way from normal fascicles to oedema, at a height.
    func brightness(height: Double) -> Double {
        guard let lesion else { return 0 }
        return lesion.rise * ReproducibleMath.bump((height - lesion.height - 12) / 60)
    }

    /// - Parameter area: at piriformis, mm².
    init(
        frame: SideFrame, variant: SciaticVariant, area: Double, pathology: MRPathology,
        severity: Double, random: inout RandomStream
    ) {
        side = frame.side
        isDiffuse = pathology == .diffuseNeuropathy
        var whole = Self.knots(frame: frame, variant: variant, area: area, random: &random)
        let join = frame.pelvis(PatientVector(0, 0, random.uniform(-20...4))).z
        let top = whole[whole.count - 1].at.z
        let bottom = whole[0].at.z
        let lesionHeight = frame.pelvis(PatientVector(0, 0, 18)).z
        switch pathology {
        case .entrapment: lesion = (lesionHeight, 0.7 * severity)
        case .ischiofemoral:
            lesion = (frame.pelvis(PatientVector(0, 0, -48)).z, 0.4 * severity)
        default: lesion = nil
        }
        if isDiffuse {
            for index in whole.indices { whole[index].area *= 1 + 1.2 * severity }
        }
        var built: [NerveCourse] = []
        if variant.isDivided {
            built = [NerveCourse(whole, heights: bottom...join)]
            for (share, isPeroneal) in [(0.62, false), (0.38, true)] {
                let knots = Self.part(
                    of: whole, share: share, peroneal: isPeroneal, join: join, variant: variant,
                    frame: frame)
                built.append(NerveCourse(knots, heights: join.nextUp...top))
            }
        } else {
            built = [NerveCourse(whole, heights: bottom...top)]
        }
        if pathology == .entrapment {
            for index in built.indices {
                built[index].reshape { Self.entrapment(height: $0 - lesionHeight, severity) }
            }
        }
        courses = built
        fascicles = built.indices.map { FascicleMap(divided: $0 == 0, random: &random) }
    }

    /// Flattened at the level, swollen 10 to 40 mm above.
    private static func entrapment(
        height: Double, _ severity: Double
    ) -> (area: Double, aspect: Double) {
        let pinch = ReproducibleMath.bump(height / 14) * severity
        let swelling = ReproducibleMath.bump((height - 24) / 26) * severity
        return ((1 - 0.3 * pinch) * (1 + 0.8 * swelling), 1 + 0.9 * pinch - 0.15 * swelling)
    }

    /// The undivided course, by increasing height.
    private static func knots(
        frame: SideFrame, variant: SciaticVariant, area: Double, random: inout RandomStream
    ) -> [NerveCourse.Knot] {
        let above = variant == .f ? 1.0 : variant == .d ? 0.45 : 0
        let shift = PatientVector(random.uniform(-4...4), random.uniform(-1...2), 0)
        let lower = PatientVector(random.uniform(-4...4), random.uniform(-3...3), 0)
        let drawn: [(PatientVector, Double, Double, Double)] = [
            (PatientVector(98, 28, -250), 0.82, 1.6, 20),
            (PatientVector(99, 36, -160), 0.84, 1.7, 12),
            (PatientVector(96, 46, -100), 0.86, 1.8, 4),
            (PatientVector(92, 52, -66), 0.88, 2.1, -4),
            (PatientVector(87.5, 56, -38), 0.92, 2.4, -12),
            (PatientVector(80, 58, -10), 0.96, 2.7, -20),
            (PatientVector(72, 57, 10), 1, 2.9, -24),
            (PatientVector(64, 49 + 22 * above, 27), 1, 2.8, -26),
            (PatientVector(57, 43 + 34 * above, 42), 1, 2.5, -28),
            (PatientVector(46, 46 + 14 * above, 66), 1, 2.2, -35),
            (PatientVector(38, 52, 95), 1, 2, -40),
        ]
        let thickness = random.uniform(0.85...1.2)
        return drawn.map { place, share, aspect, degrees in
            let move = place.z > -120 && place.z < 40 ? shift : place.z <= -120 ? lower : .zero
            let turn = degrees * .pi / 180
            return NerveCourse.Knot(
                at: frame.pelvis(place + move), area: area * share, aspect: aspect * thickness,
                turn: frame.side == .left ? turn : .pi - turn)
        }
    }

    /// The tibial (medial) or peroneal (lateral) part above the join.
    private static func part(
        of whole: [NerveCourse.Knot], share: Double, peroneal: Bool, join: Double,
        variant: SciaticVariant, frame: SideFrame
    ) -> [NerveCourse.Knot] {
        let outward = frame.direction(PatientVector(1, -0.3, 0))
        let lift: Double =
            switch (variant, peroneal) {
            case (.b, true), (.e, false): 14
            case (.c, true), (.e, true): 30
            default: 0
            }
        return whole.map { knot in
            var part = knot
            let width = (knot.area * knot.aspect / .pi).squareRoot()
            let away = ReproducibleMath.smoothStep((knot.at.z - join) / 30)
            let middle = frame.pelvis(PatientVector(0, 0, 36)).z
            let rise = ReproducibleMath.bump((knot.at.z - middle) / 38)
            let offset = (peroneal ? 0.64 : -0.4) * width + (peroneal ? 4 : -2) * away
            part.at += offset * outward + PatientVector(0, lift * rise, 0)
            part.area *= share
            part.aspect = max(1.1, knot.aspect * share)
            return part
        }
    }
}
