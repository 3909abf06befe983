import Anatomy
import Geometry

/// The narrowest place of a space between bones or tendons in one slice.
package struct SpaceMeasurement: Hashable, Sendable {
    package let side: Laterality
    package let space: GlutealSpace
    package let slice: Int
    /// mm
    package let distance: Double
    /// On the ischium or the hamstring origin.
    package let from: PatientPoint
    /// On the lesser trochanter or the iliopsoas tendon.
    package let to: PatientPoint

    package init(
        side: Laterality, space: GlutealSpace, slice: Int, distance: Double, from: PatientPoint,
        to: PatientPoint
    ) {
        self.side = side
        self.space = space
        self.slice = slice
        self.distance = distance
        self.from = from
        self.to = to
    }
}
