import Anatomy
import Geometry
import StudyModel

/// Femur and ischium of one side in one slice, told apart by their place to each other.
struct SideBones {
    let femur: LabelSection
    let ischium: LabelSection

    /// Smaller pieces of bone are marrow islands or noise, mm².
    private static let leastArea = 60.0
    /// Bones nearer to the midline are sacrum, coccyx or pubis, mm.
    private static let leastOffset = 22.0
    /// The femur's centre is further from the midline than the ischium's by more, mm.
    private static let leastApart = 28.0
    /// A bone further in front of the femur's centre is the pubis, mm.
    private static let furthestInFront = 15.0

    /// `nil` where the slice does not show both.
    init?(_ sections: SliceSections, side: Laterality, midline: PelvicMidline) {
        func offset(_ section: LabelSection) -> Double { abs(midline.offset(of: section.centre)) }
        let bones = sections.pieces(
            of: .bone, side: side, midline: midline, leastArea: Self.leastArea
        ).filter { offset($0) > Self.leastOffset }
        guard let lateral = bones.max(by: { offset($0) < offset($1) }) else { return nil }
        let medial = bones.filter {
            offset($0) < offset(lateral) - Self.leastApart
                && $0.centre.posterior > lateral.centre.posterior - Self.furthestInFront
        }
        guard let posterior = medial.max(by: { $0.centre.posterior < $1.centre.posterior }) else {
            return nil
        }
        femur = lateral
        ischium = posterior
    }

    /// Between the two, mm.
    var gap: Double { femur.distance(to: ischium) }
}
