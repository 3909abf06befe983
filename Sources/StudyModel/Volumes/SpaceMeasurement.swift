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

/// Size and signal of one muscle, or of the hamstring tendons, on one side.
package struct MuscleMeasurement: Hashable, Sendable {
    package let side: Laterality
    package let structure: MeasuredStructure
    /// The largest distance between two parallel lines that hold the section, over the slices; mm.
    package let thickness: Double
    package let thicknessSlice: Int
    /// The largest section, in the slice; mm².
    package let area: Double
    /// cm³; `nil` when the volume does not hold all of it.
    package let volume: Double?
    /// Median over the slices of its signal by that of the reference muscle; `nil` without pictures or
    /// reference.
    package let signalRatio: Double?

    package init(
        side: Laterality, structure: MeasuredStructure, thickness: Double, thicknessSlice: Int,
        area: Double, volume: Double?, signalRatio: Double?
    ) {
        self.side = side
        self.structure = structure
        self.thickness = thickness
        self.thicknessSlice = thicknessSlice
        self.area = area
        self.volume = volume
        self.signalRatio = signalRatio
    }
}
