import Geometry
import Raster

/// What a model, or a reader, says of every pixel of a volume. All measuring of MR starts here.
package struct LabelledVolume: Sendable {
    package let geometry: VolumeGeometry
    /// One per slice, in the order of `geometry`; values are those of `AnatomicalLabel`.
    package let labels: [LabelPlane]
    /// 0…1 on the same pixels, for borders between pixels; `nil` when labels were drawn by hand.
    package let nerveProbability: [Plane<Float>]?
    package let trust: LabelTrust

    /// - Precondition: a plane of the geometry's size for every slice.
    package init(
        geometry: VolumeGeometry, labels: [LabelPlane], nerveProbability: [Plane<Float>]? = nil,
        trust: LabelTrust = .exact
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
        self.trust = trust
    }
}

/// How far labels are believed.
package struct LabelTrust: Hashable, Sendable {
    /// 95 % of true radii of nerves less those of their outlines, as circles of the same area, mm; `nil` for
    /// unknown.
    package let borderError: ClosedRange<Double>?
    /// Whether muscles, bones and tendons are good enough to be measured themselves, and not only to tell
    /// levels by.
    package let holdsForSurroundings: Bool

    package init(borderError: ClosedRange<Double>?, holdsForSurroundings: Bool) {
        self.borderError = borderError
        self.holdsForSurroundings = holdsForSurroundings
    }

    /// Of labels that are true, or a reader's.
    package static let exact = LabelTrust(borderError: nil, holdsForSurroundings: true)
}
