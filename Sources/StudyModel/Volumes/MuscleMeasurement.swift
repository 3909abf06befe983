import Anatomy

/// Size and signal of one muscle, or of the hamstring tendons, on one side.
package struct MuscleMeasurement: Hashable, Sendable {
    package let side: Laterality
    package let structure: MeasuredStructure
    /// Of the thickest section: the distance between the nearest two parallel lines that hold it; mm.
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
