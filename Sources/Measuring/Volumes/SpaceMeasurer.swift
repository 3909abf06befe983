import Anatomy
import Geometry
import StudyModel

/// Measures the ischiofemoral and the quadratus femoris space in the slices of the lesser trochanter.
struct SpaceMeasurer {
    let geometry: VolumeGeometry

    /// - Parameter landmarks: of every slice.
    func spaces(_ side: Laterality, landmarks: [SideLandmarks]) -> [SpaceMeasurement] {
        let slices = LesserTrochanter.slices(landmarks.map { $0.bones?.gap }, in: geometry)
        return slices.sorted().flatMap { slice -> [SpaceMeasurement] in
            guard let bones = landmarks[slice].bones else { return [] }
            let tendons = landmarks[slice].hamstringOrigin.flatMap(\.border)
            let femoral = landmarks[slice].femoralTendons.flatMap(\.border)
            return [
                space(.ischiofemoral, bones.ischium.border, bones.femur.border, slice, side),
                space(.quadratusFemoris, tendons, bones.femur.border + femoral, slice, side),
            ].compactMap(\.self)
        }
    }

    private func space(
        _ space: GlutealSpace, _ from: [PlanePoint], _ to: [PlanePoint], _ slice: Int,
        _ side: Laterality
    ) -> SpaceMeasurement? {
        guard let nearest = from.nearestPair(to: to) else { return nil }
        let plane = geometry.planes[slice]
        return SpaceMeasurement(
            side: side, space: space, slice: slice, distance: nearest.distance,
            from: plane.patientPoint(at: nearest.from), to: plane.patientPoint(at: nearest.to))
    }
}
