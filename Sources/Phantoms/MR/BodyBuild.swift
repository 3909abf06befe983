import Anatomy

/// The dimensions of one subject, relative to the adult male whose attachments
/// (Gait2392, Delp 1990) the anatomy is drawn after.
struct BodyBuild: Sendable {
    /// One side of the body.
    struct Side: Sendable {
        /// Of every length on this side.
        var scale = 1.0
        /// Outward rotation of the femur about the vertical through the head, radians.
        var rotation = 0.0
        /// Of the thickness of each muscle, by the order in which muscles are drawn.
        var muscle: [Double] = []
        /// Of the thickness of piriformis, beside its `muscle`.
        var piriformis = 1.0
        /// Shift of the femur towards the midline, mm.
        var femurMedial = 0.0
        var tendonThickening = 1.0
    }

    /// Of lateral, posterior and superior lengths.
    var scale = PatientVector(repeating: 1)
    /// Thickness of the fat under the skin, mm.
    var fat = 22.0
    /// Of muscle sections.
    var brawn = 1.0
    var cortex = 1.8
    var left = Side()
    var right = Side()

    subscript(side: Laterality) -> Side {
        get { side == .left ? left : right }
        set { if side == .left { left = newValue } else { right = newValue } }
    }

    /// - Parameter hipRotation: degrees outwards; by the seed, ±20°, when absent.
    init(random: inout RandomStream, hipRotation: Double?) {
        scale = PatientVector(
            random.uniform(0.92...1.15), random.uniform(0.88...1.12), random.uniform(0.88...1.12))
        fat = random.uniform(8...40)
        brawn = random.uniform(0.98...1.22)
        cortex = random.uniform(1.3...2.4)
        for side in Laterality.allCases {
            var values = Side()
            values.scale = random.uniform(0.98...1.02)
            let degrees = random.uniform(-20...20)
            values.rotation = (hipRotation ?? degrees) * .pi / 180
            values.muscle = (0..<40).map { _ in random.uniform(0.88...1.12) }
            values.piriformis = random.uniform(0.9...1.1)
            values.femurMedial = random.uniform(-5...6)
            self[side] = values
        }
    }
}

/// From places drawn for one side, as lateral, posterior, superior mm from the middle between the
/// femoral heads, to the patient.
struct SideFrame: Sendable {
    /// Of the head of the femur, as drawn.
    static let hip = PatientVector(83.5, 0, 0)

    let side: Laterality
    private let scale: PatientVector
    private let cosine: Double
    private let sine: Double
    private let medial: Double
    /// Of sections: the mean of the lateral and the vertical scale.
    let size: Double

    init(_ build: BodyBuild, side: Laterality) {
        self.side = side
        let own = build[side]
        let sign: Double = side == .left ? 1 : -1
        scale = build.scale * own.scale * PatientVector(sign, 1, 1)
        size = (build.scale.x * build.scale.z).squareRoot() * own.scale
        cosine = ReproducibleMath.cosine(own.rotation)
        sine = ReproducibleMath.sine(own.rotation)
        medial = own.femurMedial
    }

    func pelvis(_ place: PatientVector) -> PatientVector { place * scale }

    /// A place on the femur as it is turned in the hip.
    func femur(_ place: PatientVector) -> PatientVector {
        let from = place - Self.hip
        let turned = PatientVector(
            from.x * cosine - from.y * sine, from.x * sine + from.y * cosine, from.z)
        return (Self.hip + turned - PatientVector(medial, 0, 0)) * scale
    }

    /// A direction, mirrored for the right side.
    func direction(_ along: PatientVector) -> PatientVector {
        side == .left ? along : along * PatientVector(-1, 1, 1)
    }
}
