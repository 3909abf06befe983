import Geometry
import Raster
import StudyModel

/// A nerve laid straight: a curved planar reformat (Kanitsar et al., IEEE
/// Visualization 2002).
///
/// Rows are places along the nerve at equal distances, columns run at right angles to it. Lengths along
/// the axis, and across it, are those of the patient; angles are not, and where the nerve bends more
/// tightly than half the width, tissue on the inner side is shown twice.
package struct StraightenedReformat: Sendable {
    package let curve: NerveCurve
    /// `VolumeSampler.outside` where the volume ends.
    package let picture: Plane<Float>
    /// Side of a pixel, mm.
    package let step: Double
    /// Unit vectors of the rows, at right angles to the nerve.
    private let across: [PatientPoint]

    /// Towards the patient's left, or the back.
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        case leftwards, backwards

        var vector: PatientPoint {
            switch self {
            case .leftwards: PatientPoint(left: 1, posterior: 0, superior: 0)
            case .backwards: PatientPoint(left: 0, posterior: 1, superior: 0)
            }
        }
    }

    /// A wanted direction whose part at right angles to the nerve is shorter gives way to that of the row
    /// before.
    private static let leastPart = 0.15

    /// - Parameter halfWidth: of the picture, mm.
    /// - Returns: `nil` when the step gives no picture.
    package init?(
        of sampler: VolumeSampler, along curve: NerveCurve, toward direction: Direction,
        halfWidth: Double, step: Double
    ) {
        guard step > 0 else { return nil }
        let stations = curve.stations(every: step)
        let half = Int((halfWidth / step).rounded())
        guard let size = PlaneSize(columns: 2 * half + 1, rows: stations.count) else { return nil }
        across = Self.across(stations, toward: direction.vector)
        var samples: [Float] = []
        samples.reserveCapacity(size.count)
        for (station, across) in zip(stations, across) {
            for column in -half...half {
                samples.append(
                    sampler.value(at: station.point + (Double(column) * step) * across))
            }
        }
        self.curve = curve
        self.step = step
        picture = Plane(size: size, samples: samples)
    }

    private static func across(
        _ stations: [NerveCurve.Station], toward wanted: PatientPoint
    ) -> [PatientPoint] {
        var last = wanted
        return stations.map { station in
            func part(_ vector: PatientPoint) -> PatientPoint {
                vector - vector.dot(station.direction) * station.direction
            }
            let best = part(wanted).length >= leastPart ? part(wanted) : part(last)
            last = (1 / best.length) * best
            return last
        }
    }

    /// The row nearest to a place along the nerve.
    package func row(at distance: Double) -> Int {
        min(max(Int((distance / step).rounded()), 0), picture.size.rows - 1)
    }

    /// The patient's point under a pixel position.
    package func patientPoint(at pixel: PixelPoint) -> PatientPoint {
        let station = curve.station(at: pixel.row * step)
        let offset = (pixel.column - Double(picture.size.columns / 2)) * step
        return station.point + offset * across[row(at: station.distance)]
    }

    /// From the nerve's axis along the row at a distance, mm.
    package func offset(of point: PatientPoint, at distance: Double) -> Double {
        (point - curve.station(at: distance).point).dot(across[row(at: distance)])
    }
}
