import Anatomy

/// The sciatic nerve of one side: one course, or two that join.
package struct SciaticNerve: Sendable {
    package let side: Laterality
    package private(set) var courses: [NerveCourse]
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
        var whole = Self.knots(frame: frame, area: area, random: &random)
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
            for (index, share) in [0.62, 0.38].enumerated() {
                let knots = Self.part(
                    of: whole, share: share, peroneal: index == 1, join: join, frame: frame)
                built.append(
                    NerveCourse(
                        Self.spread(knots, variant.passages[index], frame),
                        heights: join.nextUp...top))
            }
        } else {
            built = [
                NerveCourse(Self.spread(whole, variant.passages[0], frame), heights: bottom...top)
            ]
        }
        if pathology == .entrapment {
            for index in built.indices {
                built[index].reshape { Self.entrapment(height: $0 - lesionHeight, severity) }
            }
        }
        courses = built
        fascicles = built.indices.map { FascicleMap(divided: $0 == 0, random: &random) }
    }

    /// Leads the courses past piriformis as the variant has it.
    mutating func pass(_ muscle: PiriformisPassage, _ variant: SciaticVariant) {
        let first = courses.count - variant.passages.count
        for (index, passage) in variant.passages.enumerated() {
            muscle.lead(&courses[first + index], passage)
        }
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
        frame: SideFrame, area: Double, random: inout RandomStream
    ) -> [NerveCourse.Knot] {
        let shift = PatientVector(random.uniform(-4...4), random.uniform(-1...2), 0)
        let lower = PatientVector(random.uniform(-4...4), random.uniform(-3...3), 0)
        let drawn: [(PatientVector, Double, Double, Double)] = [
            (PatientVector(98, 28, -250), 0.82, 1.6, 20),
            (PatientVector(99, 36, -160), 0.84, 1.7, 12),
            (PatientVector(96, 46, -100), 0.86, 1.8, 4),
            (PatientVector(92, 52, -66), 0.88, 2.1, -4),
            (PatientVector(87.5, 56, -38), 0.92, 2.4, -12),
            (PatientVector(80, 58, -10), 0.96, 2.7, -20),
            (PatientVector(70, 57, 10), 1, 2.9, -24),
            (PatientVector(60, 52, 26), 1, 2.8, -26),
            (PatientVector(52, 46, 42), 1, 2.5, -28),
            (PatientVector(42, 41, 68), 1, 2.2, -35),
            (PatientVector(37, 33, 95), 1, 2, -40),
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

    /// Outwards where the foramen above piriformis is, away from the sacrum.
    private static func spread(
        _ knots: [NerveCourse.Knot], _ passage: NervePassage, _ frame: SideFrame
    ) -> [NerveCourse.Knot] {
        let middle = frame.pelvis(PatientVector(0, 0, passage.height)).z
        return knots.map { knot in
            var moved = knot
            let share = ReproducibleMath.bump((knot.at.z - middle) / 28)
            moved.at += frame.pelvis(PatientVector(passage.outwards * share, 0, 0))
            return moved
        }
    }

    /// The tibial (medial) or peroneal (lateral) part above the join.
    private static func part(
        of whole: [NerveCourse.Knot], share: Double, peroneal: Bool, join: Double,
        frame: SideFrame
    ) -> [NerveCourse.Knot] {
        let outward = frame.direction(PatientVector(1, -0.3, 0))
        let notch = frame.pelvis(PatientVector(0, 0, 46)).z
        return whole.map { knot in
            var part = knot
            let width = (knot.area * knot.aspect / .pi).squareRoot()
            let away = ReproducibleMath.smoothStep((knot.at.z - join) / 30)
            // Out of the ilium, where it comes from.
            let back = (peroneal ? 6 : 0) * ReproducibleMath.smoothStep((knot.at.z - notch) / 24)
            let offset = (peroneal ? 0.64 : -0.4) * width + (peroneal ? 4 : -2) * away - back
            part.at += offset * outward
            part.area *= share
            part.aspect = max(1.1, knot.aspect * share)
            return part
        }
    }
}
