import Geometry
import StudyModel

/// Finds what is odd about the places of slices.
enum VolumeIrregularities {
    /// A step this many times the median holds a missing slice.
    static let gapFactor = 1.5
    /// Steps that agree within this share of their median are even.
    static let evenShare = 0.02
    /// Sideways millimetres per millimetre along the normal below which origins run straight.
    static let straight = 0.01

    static func all(
        planes: [SlicePlane], steps: [Double], spacing: Double
    ) -> [VolumeGeometry.Irregularity] {
        let gaps = steps.indices.filter { steps[$0] > gapFactor * spacing }
        var found = gaps.map { index in
            VolumeGeometry.Irregularity.gap(after: index, millimetres: steps[index])
        }
        let whole = steps.indices.filter { !gaps.contains($0) }.map { steps[$0] }
        if let smallest = whole.min(), let largest = whole.max(),
            largest - smallest > evenShare * spacing
        {
            found.append(.unevenSpacing(smallest: smallest, largest: largest))
        }
        let sideways = shear(planes)
        if sideways > straight { found.append(.shear(sideways)) }
        return found
    }

    private static func shear(_ planes: [SlicePlane]) -> Double {
        let first = planes[0]
        return planes.dropFirst().map { plane in
            let offset = plane.origin - first.origin
            let along = offset.dot(first.normal)
            return (offset - along * first.normal).length / abs(along)
        }.max() ?? 0
    }
}
