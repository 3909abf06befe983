import Geometry
import StudyModel

/// Finds the lesser trochanter: going up the shaft, the femur comes nearest to the ischium there, moves
/// away, and comes near again at its neck only.
///
/// The shape of the femur alone would be clearer and fails where the picture cuts it off.
enum LesserTrochanter {
    /// Above it the femur is further from the ischium by this, mm.
    private static let rise = 2.5
    /// Below it too, or the volume may end in it, mm.
    private static let fall = 1.0
    /// Slices this far along the normal from the nearest place show it, mm.
    private static let half = 8.0

    /// The slices that show it; empty when the volume does not hold its nearest place.
    ///
    /// - Parameter gaps: between femur and ischium by slice, mm; `nil` where either is missing.
    static func slices(_ gaps: [Double?], in geometry: VolumeGeometry) -> [Int] {
        let upwards =
            geometry.normal.superior > 0 ? Array(gaps.indices) : Array(gaps.indices.reversed())
        let shown = upwards.filter { gaps[$0] != nil }
        guard let lowest = shown.first, let first = gaps[lowest] else { return [] }
        var nearest = (slice: lowest, gap: first)
        for slice in shown {
            guard let gap = gaps[slice] else { continue }
            if gap < nearest.gap { nearest = (slice, gap) }
            guard gap > nearest.gap + rise else { continue }
            // At its end the volume may have left out a narrower place.
            guard first >= nearest.gap + fall else { return [] }
            let height = geometry.height(ofSlice: nearest.slice)
            return shown.filter { abs(geometry.height(ofSlice: $0) - height) <= half }
        }
        return []
    }
}
