/// Everything that two masks of one grid say about each other.
package struct MaskComparison: Hashable, Sendable {
    package let overlap: Overlap
    package let detection: Detection
    /// `nil` when a mask is empty, and for volumes.
    package let pixels: Distances?
    /// `nil` when a mask is empty, and without a scale.
    package let millimetres: Distances?

    package struct Distances: Hashable, Sendable {
        package let hausdorff95: Double
        package let averageSymmetric: Double

        init?(_ first: BinaryMask, _ second: BinaryMask, _ spacing: GridSpacing) {
            guard let found = SurfaceDistances(first, second, spacing: spacing) else { return nil }
            hausdorff95 = found.hausdorff95
            averageSymmetric = found.averageSymmetric
        }
    }

    /// - Parameter spacing: in millimetres; `nil` when the scale is not known.
    /// - Precondition: equal sizes.
    package init(reference: BinaryMask, other: BinaryMask, spacing: GridSpacing?) {
        overlap = Overlap(reference, other)
        detection = Detection(reference: reference, other: other)
        pixels = Distances(reference, other, .pixels)
        millimetres = spacing.flatMap { Distances(reference, other, $0) }
    }
}
