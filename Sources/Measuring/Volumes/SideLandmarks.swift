import Anatomy
import Geometry
import StudyModel

/// What one side of one slice shows of bones and of the tendons at them.
struct SideLandmarks {
    let bones: SideBones?
    /// The hamstring tendons, from the tuberosity to where their muscles begin.
    let hamstringOrigin: [LabelSection]
    /// Tendons at the femur.
    let femoralTendons: [LabelSection]

    /// The hamstring tendons run at quadratus femoris and pass into their muscles: other tendons of the
    /// ischium, those of obturator internus and the sacrotuberous ligament, are further away, mm.
    private static let besideMuscle = 8.0
    /// mm²
    private static let leastMuscle = 12.0
    /// Further from the femur a tendon is not at it, mm.
    private static let atFemur = 14.0

    init(_ sections: SliceSections, side: Laterality, midline: PelvicMidline) {
        let bones = SideBones(sections, side: side, midline: midline)
        let tendons = sections.pieces(of: .tendon, side: side, midline: midline)
        let muscles = [AnatomicalLabel.quadratusFemoris, .hamstrings].flatMap {
            sections.pieces(
                of: $0, side: side, midline: midline, leastArea: Self.leastMuscle)
        }
        func isFemoral(_ tendon: LabelSection) -> Bool {
            guard let bones else { return false }
            let toFemur = tendon.distance(to: bones.femur)
            return toFemur < Self.atFemur && toFemur < tendon.distance(to: bones.ischium)
        }
        self.bones = bones
        femoralTendons = tendons.filter(isFemoral)
        hamstringOrigin = tendons.filter { tendon in
            !isFemoral(tendon)
                && muscles.contains { tendon.distance(to: $0) <= Self.besideMuscle }
        }
    }
}
