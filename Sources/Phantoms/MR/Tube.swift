/// A body swept along a curve with an elliptic or rounded rectangular section that varies: muscles,
/// bones, vessels. A tube of one knot is an ellipsoid.
struct Tube: Sendable {
    struct Knot: Sendable {
        var at: PatientVector
        /// Half-width in the direction that the tube was given, mm.
        var wide: Double
        /// Half-thickness at right angles to width and course, mm.
        var thick: Double
    }

    private struct Segment: Sendable {
        let start: PatientVector
        let along: PatientVector
        let across: PatientVector
        let deep: PatientVector
        let length: Double
        let wide: Double
        let thick: Double
        /// Change per mm of length.
        let wideSlope: Double
        let thickSlope: Double
        /// Half-length of the rounded end, mm.
        let cap: Double
        /// Half of a box about the middle that holds it.
        let half: PatientVector

        var middle: PatientVector { start + along * (length / 2) }
    }

    private let segments: [Segment]
    private let isSquare: Bool
    /// Of the fibres that run along it: from the first knot to the last.
    let direction: PatientVector

    /// - Parameters:
    ///   - width: the direction of `wide`; made perpendicular to the course.
    ///   - isSquare: a section with straight sides and round corners instead of an ellipse.
    init(_ knots: [Knot], width: PatientVector, isSquare: Bool = false) {
        let smooth = Self.refined(knots)
        self.isSquare = isSquare
        segments = zip(smooth, smooth.dropFirst()).map { Self.segment($0, $1, width) }
        direction = (knots[knots.count - 1].at - knots[0].at).unit
    }

    /// - Parameter half: half-axes towards left, posterior and superior, mm.
    init(ellipsoidAt centre: PatientVector, half: PatientVector) {
        isSquare = false
        segments = [
            Segment(
                start: centre, along: PatientVector(0, 0, 1), across: PatientVector(1, 0, 0),
                deep: PatientVector(0, 1, 0), length: 0, wide: half.x, thick: half.y,
                wideSlope: 0, thickSlope: 0, cap: half.z, half: half)
        ]
        direction = PatientVector(0, 0, 1)
    }

    private init(_ segments: [Segment], of whole: Tube) {
        self.segments = segments
        isSquare = whole.isSquare
        direction = whole.direction
    }

    /// Corners of a box that holds the tube.
    var box: (lowest: PatientVector, highest: PatientVector) {
        var low = segments[0].middle - segments[0].half
        var high = segments[0].middle + segments[0].half
        for segment in segments.dropFirst() {
            low = pointwiseMin(low, segment.middle - segment.half)
            high = pointwiseMax(high, segment.middle + segment.half)
        }
        return (low, high)
    }

    /// Thinner than what a lattice of 2 mm can follow.
    var isThin: Bool { segments.contains { min($0.wide, $0.thick) < 2.6 } }

    /// What of it can come within `margin` mm of a plane; `nil` for nothing.
    func near(_ origin: PatientVector, normal: PatientVector, margin: Double) -> Tube? {
        let size = PatientVector(abs(normal.x), abs(normal.y), abs(normal.z))
        let close = segments.filter {
            abs(($0.middle - origin).dot(normal)) < $0.half.dot(size) + margin
        }
        return close.isEmpty ? nil : Tube(close, of: self)
    }

    /// Distance to the surface in mm to first order, negative inside.
    func field(at point: PatientVector) -> Double {
        var smallest = Double.infinity
        var nearest = PatientVector.zero
        var slopes = nearest
        for segment in segments {
            let from = point - segment.start
            let height = from.dot(segment.along)
            let within = min(max(height, 0), segment.length)
            let inverse = PatientVector(
                1 / (segment.wide + segment.wideSlope * within),
                1 / (segment.thick + segment.thickSlope * within), 1 / segment.cap)
            let section =
                inverse
                * PatientVector(
                    from.dot(segment.across), from.dot(segment.deep), height - within)
            let squares = section * section
            let sum = isSquare ? (squares * squares).sum() : squares.sum()
            guard sum < smallest else { continue }
            smallest = sum
            nearest = section
            slopes = inverse
        }
        return distance(nearest, slopes, sum: smallest)
    }

    /// From coordinates relative to the half-axes: (r − 1) / |∇r| with r = |x|ₙ, n = 2 or 4.
    @inline(__always)
    private func distance(
        _ x: PatientVector, _ slopes: PatientVector, sum: Double
    ) -> Double {
        let least = 1 / max(slopes.x, slopes.y)
        guard sum > 1e-9 else { return -least }
        let powers = isSquare ? x * x * x : x
        let radius = isSquare ? sum.squareRoot().squareRoot() : sum.squareRoot()
        let gradient = (powers * slopes).length
        let scale = isSquare ? radius * radius * radius : radius
        return max(-least, (radius - 1) * scale / gradient)
    }

    private static func segment(_ a: Knot, _ b: Knot, _ width: PatientVector) -> Segment {
        let between = b.at - a.at
        let along = between.unit
        let across = (width - along.dot(width) * along).unit
        let length = between.length
        let cap = max(0.5, min(a.thick, b.thick))
        let deep = along.cross(across)
        let wide = max(a.wide, b.wide)
        let thick = max(a.thick, b.thick)
        let half = PatientVector(
            abs(along.x) * (length / 2 + cap) + abs(across.x) * wide + abs(deep.x) * thick,
            abs(along.y) * (length / 2 + cap) + abs(across.y) * wide + abs(deep.y) * thick,
            abs(along.z) * (length / 2 + cap) + abs(across.z) * wide + abs(deep.z) * thick)
        return Segment(
            start: a.at, along: along, across: across, deep: deep,
            length: length, wide: a.wide, thick: a.thick,
            wideSlope: (b.wide - a.wide) / length, thickSlope: (b.thick - a.thick) / length,
            cap: cap, half: half)
    }

    /// A knot between every two, on a Catmull–Rom curve.
    private static func refined(_ knots: [Knot]) -> [Knot] {
        guard knots.count > 2 else { return knots }
        var result: [Knot] = []
        for index in 0..<knots.count - 1 {
            let a = knots[max(0, index - 1)]
            let b = knots[index]
            let c = knots[index + 1]
            let d = knots[min(knots.count - 1, index + 2)]
            let middle = (9 * (b.at + c.at) - (a.at + d.at)) / 16
            result.append(b)
            result.append(
                Knot(at: middle, wide: (b.wide + c.wide) / 2, thick: (b.thick + c.thick) / 2))
        }
        return result + [knots[knots.count - 1]]
    }
}
