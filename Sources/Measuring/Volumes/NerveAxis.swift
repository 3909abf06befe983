import Foundation
import Geometry
import StudyModel

/// The smooth line along the nerve through the centres of its sections.
///
/// Each patient coordinate is a smoothing spline over the height along the volume's normal. The penalty
/// halves waves of `halvedWave` mm whatever the distance between slices is, so that the axis follows the
/// nerve's course and not the noise of single outlines.
struct NerveAxis {
    private let splines: [SmoothingSpline]
    private let normal: PatientPoint

    /// mm.
    static let halvedWave = 40.0

    /// - Precondition: at least two sections.
    init(_ sections: [NervePath.Section], in geometry: VolumeGeometry) {
        let heights = sections.map { geometry.height(ofSlice: $0.slice) }
        let step = (heights[heights.count - 1] - heights[0]) / Double(heights.count - 1)
        let penalty = pow(Self.halvedWave / (2 * .pi), 4) / step
        normal = geometry.normal
        let coordinates: [KeyPath<PatientPoint, Double> & Sendable] = [
            \.left, \.posterior, \.superior,
        ]
        splines = coordinates.map { coordinate in
            SmoothingSpline(
                knots: heights, values: sections.map { $0.centre[keyPath: coordinate] },
                penalty: penalty)
        }
    }

    /// Where the axis meets the slice of a section.
    func point(at section: Int) -> PatientPoint {
        PatientPoint(
            left: splines[0].values[section], posterior: splines[1].values[section],
            superior: splines[2].values[section])
    }

    /// Unit vector along the nerve at a section, towards the feet.
    func direction(at section: Int) -> PatientPoint {
        let slope = PatientPoint(
            left: splines[0].slope(at: section), posterior: splines[1].slope(at: section),
            superior: splines[2].slope(at: section))
        return ((slope.superior > 0 ? -1 : 1) / slope.length) * slope
    }

    /// The cosine of the angle between the nerve and the normal of the slices: the share of the area in
    /// the slice that is the area at right angles to the nerve.
    func cosine(at section: Int) -> Double { abs(direction(at: section).dot(normal)) }
}
