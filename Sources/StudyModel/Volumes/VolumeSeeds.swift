import Geometry

/// What a person gives for the nerves in the slices of a volume.
package struct VolumeSeeds: Hashable, Sendable {
    /// Inside a nerve; two on a side are the ends of its path.
    package var points: [PatientPoint] = []
    /// Finished outlines by slice: all that is nerve on their side of it.
    package var drawn: [Int: [Outline]] = [:]
    /// Slices that show no nerve on either side.
    package var withoutNerve: Set<Int> = []

    package init() {}

    package init(points: [PatientPoint]) { self.points = points }
}
