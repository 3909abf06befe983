import Geometry
import Raster

/// What a model, or a reader, says of every pixel of a volume. All measuring of MR starts here.
package struct LabelledVolume: Sendable {
    package let geometry: VolumeGeometry
    /// One per slice, in the order of `geometry`; values are those of `AnatomicalLabel`.
    package let labels: [LabelPlane]
    /// 0…1 on the same pixels, for borders between pixels; `nil` when labels were drawn by hand.
    package let nerveProbability: [Plane<Float>]?

    /// - Precondition: a plane of the geometry's size for every slice.
    package init(
        geometry: VolumeGeometry, labels: [LabelPlane], nerveProbability: [Plane<Float>]? = nil
    ) {
        let size = PlaneSize(columns: geometry.columns, rows: geometry.rows)
        precondition(
            labels.count == geometry.planes.count && labels.allSatisfy { $0.size == size },
            "a label plane of the volume's size for every slice")
        precondition(
            nerveProbability.map { $0.count == labels.count } ?? true,
            "a probability plane for every slice, or none")
        self.geometry = geometry
        self.labels = labels
        self.nerveProbability = nerveProbability
    }
}
