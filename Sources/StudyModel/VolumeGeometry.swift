import Geometry

/// Parallel slices of one size in order along their normal, with what is odd about their places.
///
/// A slice keeps its own plane: a slice that is out of line is measured where it lies, never where a
/// regular grid would put it.
package struct VolumeGeometry: Hashable, Sendable {
    /// What a measurement along the volume must know; none of it makes a slice unusable.
    package enum Irregularity: Hashable, Sendable {
        /// Slices are missing between this slice and the next; both count from 0.
        case gap(after: Int, millimetres: Double)
        /// Distances between neighbours differ by more than 2 % although none is missing.
        case unevenSpacing(smallest: Double, largest: Double)
        /// Origins run at an angle to the normal: by this many millimetres sideways per millimetre.
        case shear(Double)
    }

    /// By position along the normal, increasing.
    package let planes: [SlicePlane]
    package let columns: Int
    package let rows: Int
    /// The median distance between the centres of neighbouring slices, mm.
    package let spacingBetweenSlices: Double
    /// As stated, mm; `nil` when it is not.
    package let sliceThickness: Double?
    package let irregularities: [Irregularity]

    package init(
        planes: [SlicePlane], columns: Int, rows: Int, spacingBetweenSlices: Double,
        sliceThickness: Double?, irregularities: [Irregularity]
    ) {
        self.planes = planes
        self.columns = columns
        self.rows = rows
        self.spacingBetweenSlices = spacingBetweenSlices
        self.sliceThickness = sliceThickness
        self.irregularities = irregularities
    }

    /// From the centre of the first slice to that of the last, mm.
    package var coverage: Double {
        guard let first = planes.first, let last = planes.last else { return 0 }
        return (last.origin - first.origin).dot(first.normal)
    }
}

/// How slices lie in the body.
package enum SliceOrientation: String, Hashable, Sendable, CaseIterable {
    case axial, coronal, sagittal, oblique

    /// A slice whose normal is at most 30° from an axis is called by it: an axial series that follows
    /// the pelvic tilt is axial.
    package init(of plane: SlicePlane) {
        let half = 0.5
        let axes: [(SliceOrientation, PatientPoint)] = [
            (.axial, PatientPoint(left: 0, posterior: 0, superior: 1)),
            (.coronal, PatientPoint(left: 0, posterior: 1, superior: 0)),
            (.sagittal, PatientPoint(left: 1, posterior: 0, superior: 0)),
        ]
        self = axes.first { plane.sineOfAngle(toAxis: $0.1) <= half }?.0 ?? .oblique
    }
}
