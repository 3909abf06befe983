import Anatomy
import Geometry
import StudyModel

/// Femur and ischium of one side in one slice, told apart by their place to each other.
struct SideBones {
    let femur: LabelSection?
    let ischium: LabelSection?
    /// Tendons attached to the ischium.
    let hamstringOrigin: [LabelSection]
    /// Tendons at the femur.
    let femoralTendons: [LabelSection]

    /// Smaller pieces of bone are marrow islands or noise, mm².
    private static let leastBone = 60.0
    private static let leastTendon = 4.0
    /// Bones nearer to the midline are sacrum, coccyx or pubis, mm.
    private static let leastOffset = 22.0
    /// Furthest tendon of a bone, mm.
    private static let reach = 14.0

    init(
        _ volume: LabelledVolume, slice: Int, side: Laterality, midline: PelvicMidline
    ) {
        let sign: Double = side == .left ? 1 : -1
        func offset(_ section: LabelSection) -> Double { sign * midline.offset(of: section.centre) }
        let bones = volume.sections(
            of: .bone, in: slice, side: side, midline: midline, leastArea: Self.leastBone
        ).filter { offset($0) > Self.leastOffset }
        let tendons = volume.sections(
            of: .tendon, in: slice, side: side, midline: midline, leastArea: Self.leastTendon)
        let lateral = bones.max { offset($0) < offset($1) }
        let medial = bones.filter { bone in
            lateral.map { offset(bone) < offset($0) - 12 } ?? false
        }
        let posterior = medial.max { $0.centre.posterior < $1.centre.posterior }
        femur = posterior == nil ? nil : lateral
        ischium = posterior
        guard let femur, let ischium else {
            hamstringOrigin = []
            femoralTendons = []
            return
        }
        let distances = tendons.map { tendon in
            (
                tendon, tendon.border.nearestPair(to: ischium.border)?.distance ?? .infinity,
                tendon.border.nearestPair(to: femur.border)?.distance ?? .infinity
            )
        }
        hamstringOrigin = distances.filter { tendon, toIschium, toFemur in
            toIschium < toFemur && toIschium < Self.reach && offset(tendon) > offset(ischium)
        }.map(\.0)
        femoralTendons = distances.filter { $0.2 <= $0.1 && $0.2 < Self.reach }.map(\.0)
    }
}
