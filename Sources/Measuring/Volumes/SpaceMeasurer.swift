import Anatomy
import Geometry
import StudyModel

/// Measures the ischiofemoral and the quadratus femoris space in the slices of the lesser trochanter.
struct SpaceMeasurer {
    let geometry: VolumeGeometry

    /// - Parameter bones: of every slice.
    func spaces(_ side: Laterality, bones: [SideBones]) -> [SpaceMeasurement] {
        let trochanter = LesserTrochanter(bones, in: geometry)
        return trochanter.profiles.keys.sorted().flatMap { slice -> [SpaceMeasurement] in
            guard let ischium = bones[slice].ischium, let profile = trochanter.profiles[slice]
            else { return [] }
            let tendons = bones[slice].hamstringOrigin.flatMap(\.border)
            let femoral = profile.medial + bones[slice].femoralTendons.flatMap(\.border)
            return [
                space(.ischiofemoral, ischium.border, profile.medial, slice, side),
                space(.quadratusFemoris, tendons, femoral, slice, side),
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
