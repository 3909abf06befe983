import Anatomy
import Geometry

/// The plane between the halves of the pelvis, in the patient's coordinates.
package struct PelvicMidline: Hashable, Sendable {
    /// On the plane.
    package let point: PatientPoint
    /// Unit vector towards the left.
    package let left: PatientPoint

    /// - Parameter direction: about leftwards; made a unit vector.
    package init(through point: PatientPoint, left direction: PatientPoint) {
        self.point = point
        left = (1 / direction.length) * direction
    }

    /// Distance from the plane, mm; positive on the left.
    package func offset(of place: PatientPoint) -> Double { (place - point).dot(left) }

    package func side(of place: PatientPoint) -> Laterality {
        offset(of: place) > 0 ? .left : .right
    }

    package func mirrored(_ place: PatientPoint) -> PatientPoint {
        place - (2 * offset(of: place)) * left
    }
}
