import Anatomy
import Geometry
import StudyModel

/// Finds the slices that show the lesser trochanter: the first, going up the shaft, in which the femur
/// stands out towards the ischium.
struct LesserTrochanter {
    /// By slice.
    let profiles: [Int: FemurProfile]

    /// The shaft alone is round within this; a trochanter reaches further from its centre, in radii.
    private static let standsOut = 1.4
    /// Nearer to the hip bone it is the head in its socket, mm.
    private static let socket = 4.0
    /// It is no longer than this along the body, mm.
    private static let longest = 30.0

    /// - Parameter bones: of every slice.
    init(_ bones: [SideBones], in geometry: VolumeGeometry) {
        let isUpwards = geometry.normal.superior > 0
        let upwards = isUpwards ? Array(bones.indices) : bones.indices.reversed()
        var found: [Int: FemurProfile] = [:]
        var start: Double?
        for slice in upwards {
            guard let femur = bones[slice].femur, let ischium = bones[slice].ischium else {
                if found.isEmpty { continue } else { break }
            }
            let gap = femur.border.nearestPair(to: ischium.border)?.distance ?? 0
            let profile = FemurProfile(femur, towards: ischium)
            let height = abs(geometry.height(ofSlice: slice))
            guard profile.protrusion >= Self.standsOut, gap >= Self.socket,
                abs(height - (start ?? height)) <= Self.longest
            else {
                if found.isEmpty { continue } else { break }
            }
            start = start ?? height
            found[slice] = profile
        }
        profiles = found
    }
}
