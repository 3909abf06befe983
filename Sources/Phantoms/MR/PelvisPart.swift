import Anatomy

/// What a part of the body is made of, from outside to inside.
enum Coat: Sendable {
    case solid(MRTissue)
    /// Muscle in a sheath of fat, so that neighbours do not merge.
    case muscle
    /// Cortex of this many mm around marrow.
    case bone(cortex: Double)
    /// A wall of this many mm around contents.
    case hollow(wall: MRTissue, thickness: Double, content: MRTissue)
}

/// Parts that truths and pathologies ask for by name.
enum Landmark: UInt8, Hashable, Sendable {
    case none, ischium, femur, lesserTrochanter, hamstringTendon, iliopsoasTendon, piriformis
    case quadratusFemoris, obturatorInternus, gluteusMaximus
}

/// One shape of the body. Later parts cover earlier ones.
struct PelvisPart: Sendable {
    var tube: Tube
    var coat: Coat
    var label: AnatomicalLabel
    var landmark = Landmark.none
    /// `nil` in the midline.
    var side: Laterality?
    /// Share of water that oedema adds to a muscle or tendon, 0…1.
    var oedema = 0.0
    /// Which texture it has.
    var grain = 0
}

/// A knot as drawn: lateral, posterior, superior, half-width, half-thickness in mm.
struct DrawnKnot: Sendable {
    let place: PatientVector
    let wide: Double
    let thick: Double
    let onFemur: Bool
}

func pelvic(
    _ lateral: Double, _ posterior: Double, _ superior: Double, _ wide: Double, _ thick: Double
) -> DrawnKnot {
    DrawnKnot(
        place: PatientVector(lateral, posterior, superior), wide: wide, thick: thick,
        onFemur: false)
}

func femoral(
    _ lateral: Double, _ posterior: Double, _ superior: Double, _ wide: Double, _ thick: Double
) -> DrawnKnot {
    DrawnKnot(
        place: PatientVector(lateral, posterior, superior), wide: wide, thick: thick,
        onFemur: true)
}

/// Draws parts of one side into the patient.
struct PartDrawing: Sendable {
    let frame: SideFrame
    let build: BodyBuild
    private(set) var parts: [PelvisPart] = []
    private var muscles = 0
    /// Of both half-axes of the muscles that are drawn next.
    var bulk = 1.0

    init(frame: SideFrame, build: BodyBuild) {
        self.frame = frame
        self.build = build
    }

    mutating func muscle(
        _ knots: [DrawnKnot], width: PatientVector, label: AnatomicalLabel = .muscle,
        landmark: Landmark = .none, square: Bool = false, factor: Double = 1
    ) {
        let own = build[frame.side].muscle
        let size = build.brawn * (own.isEmpty ? 1 : own[muscles % own.count]) * factor
        muscles += 1
        let tube = tube(
            knots, width: width, square: square, thickness: size * bulk,
            widening: size.squareRoot() * bulk)
        parts.append(
            PelvisPart(
                tube: tube, coat: .muscle, label: label, landmark: landmark, side: frame.side,
                grain: muscles))
    }

    mutating func bone(
        _ knots: [DrawnKnot], width: PatientVector, landmark: Landmark = .none,
        square: Bool = false, cortex: Double = 1
    ) {
        let tube = tube(knots, width: width, square: square)
        parts.append(
            PelvisPart(
                tube: tube, coat: .bone(cortex: build.cortex * cortex), label: .bone,
                landmark: landmark, side: frame.side))
    }

    mutating func add(
        _ knots: [DrawnKnot], width: PatientVector, coat: Coat, label: AnatomicalLabel,
        landmark: Landmark = .none, thickness: Double = 1
    ) {
        let tube = tube(knots, width: width, thickness: thickness)
        parts.append(
            PelvisPart(
                tube: tube, coat: coat, label: label, landmark: landmark, side: frame.side))
    }

    /// - Parameter at: in the patient already.
    mutating func add(_ part: PelvisPart) { parts.append(part) }

    private func tube(
        _ knots: [DrawnKnot], width: PatientVector, square: Bool = false, thickness: Double = 1,
        widening: Double = 1
    ) -> Tube {
        let placed = knots.map { knot in
            Tube.Knot(
                at: knot.onFemur ? frame.femur(knot.place) : frame.pelvis(knot.place),
                wide: knot.wide * frame.size * widening,
                thick: knot.thick * frame.size * thickness)
        }
        return Tube(placed, width: frame.direction(width), isSquare: square)
    }
}
