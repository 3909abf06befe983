import Geometry

/// A nerve, or one of its two parts, as an ellipse swept at right angles along a smooth curve.
///
/// The curve is given by height: `x(z), y(z)` are cubic Hermite polynomials between the knots of a
/// table 1 mm apart, so that the section at right angles at height z is exactly an ellipse of area
/// `area(z)`.
package struct NerveCourse: Sendable {
    /// The curve and the ellipse at one height.
    package struct Station: Sendable {
        package let centre: PatientPoint
        /// Unit vector downwards along the nerve.
        package let direction: PatientPoint
        /// At right angles to the direction, mm².
        package let area: Double
        /// Half-axes of the ellipse, mm.
        package let halfWidth: Double
        package let halfThickness: Double
        let centreVector: PatientVector
        let slope: PatientVector
        let across: PatientVector
        let deep: PatientVector

        /// Places on the ellipse.
        func border(count: Int) -> [PatientVector] {
            (0..<count).map { index in
                let angle = ReproducibleMath.twoPi * Double(index) / Double(count)
                return centreVector + halfWidth * ReproducibleMath.cosine(angle) * across
                    + halfThickness * ReproducibleMath.sine(angle) * deep
            }
        }
    }

    /// What a course is drawn through, from any order of heights.
    struct Knot: Sendable {
        var at: PatientVector
        /// mm²
        var area: Double
        /// Width / thickness.
        var aspect: Double
        /// Of the width, from the left towards posterior, radians.
        var turn: Double
    }

    private static let step = 1.0
    private let bottom: Double
    private var centres: [SIMD2<Double>]
    private var slopes: [SIMD2<Double>]
    private let turns: [SIMD2<Double>]
    private(set) var areas: [Double]
    private(set) var aspects: [Double]
    /// Heights between which it exists, mm.
    let heights: ClosedRange<Double>

    /// - Parameters:
    ///   - knots: at least two, by increasing height.
    ///   - heights: of the part that exists; inside the knots.
    init(_ knots: [Knot], heights: ClosedRange<Double>) {
        let lowest = knots[0].at.z
        bottom = lowest
        self.heights = heights
        let count = Int((knots[knots.count - 1].at.z - lowest) / Self.step)
        let curve = NaturalCurve(knots)
        let samples = (0...max(1, count)).map { curve.sample(lowest + Double($0) * Self.step) }
        let places = samples.map { SIMD2($0.at.x, $0.at.y) }
        centres = places
        areas = samples.map(\.area)
        aspects = samples.map(\.aspect)
        turns = samples.map {
            SIMD2(ReproducibleMath.cosine($0.turn), ReproducibleMath.sine($0.turn))
        }
        slopes = Self.slopes(places)
    }

    private static func slopes(_ places: [SIMD2<Double>]) -> [SIMD2<Double>] {
        places.indices.map { index in
            let above = min(places.count - 1, index + 1)
            let below = max(0, index - 1)
            return (places[above] - places[below]) / (Double(above - below) * step)
        }
    }

    /// Moves the curve backwards by mm that depend on height.
    mutating func shift(_ posterior: (Double) -> Double) {
        for index in centres.indices {
            centres[index].y += posterior(bottom + Double(index) * Self.step)
        }
        slopes = Self.slopes(centres)
    }

    /// Changes area and aspect by factors that depend on height.
    mutating func reshape(_ factors: (Double) -> (area: Double, aspect: Double)) {
        for index in areas.indices {
            let change = factors(bottom + Double(index) * Self.step)
            areas[index] *= change.area
            aspects[index] *= change.aspect
        }
    }

    private func place(_ height: Double) -> (index: Int, share: Double) {
        let position = min(max((height - bottom) / Self.step, 0), Double(centres.count - 1) - 1e-9)
        let index = Int(position)
        return (index, position - Double(index))
    }

    @inline(__always)
    private func curve(_ height: Double) -> (centre: SIMD2<Double>, slope: SIMD2<Double>) {
        let (i, t) = place(height)
        let p = centres[i]
        let q = centres[i + 1]
        let m = slopes[i] * Self.step
        let n = slopes[i + 1] * Self.step
        let c = 3 * (q - p) - 2 * m - n
        let d = 2 * (p - q) + m + n
        return (p + t * (m + t * (c + t * d)), (m + t * (2 * c + 3 * t * d)) / Self.step)
    }

    package func station(height: Double) -> Station {
        let (i, t) = place(height)
        let (centre, slope) = curve(height)
        let area = areas[i] + (areas[i + 1] - areas[i]) * t
        let aspect = aspects[i] + (aspects[i + 1] - aspects[i]) * t
        let turn = turns[i] + (turns[i + 1] - turns[i]) * t
        let tangent = PatientVector(slope.x, slope.y, 1)
        let along = tangent.unit
        let hint = PatientVector(turn.x, turn.y, 0)
        let across = (hint - along.dot(hint) * along).unit
        let at = PatientVector(centre.x, centre.y, height)
        return Station(
            centre: at.point, direction: (-1 * along).point, area: area,
            halfWidth: (area * aspect / .pi).squareRoot(),
            halfThickness: (area / aspect / .pi).squareRoot(), centreVector: at, slope: tangent,
            across: across, deep: along.cross(across))
    }

    /// The height at which `normal · (p − origin) = 0`, by bisection; `nil` when that is where the
    /// nerve is not.
    ///
    /// There is one at most while the nerve leans less from the vertical than the normal does from
    /// the horizontal.
    func crossing(origin: PatientVector, normal: PatientVector) -> Double? {
        func side(_ height: Double) -> Double {
            let centre = curve(height).centre
            return normal.dot(PatientVector(centre.x, centre.y, height) - origin)
        }
        var (low, high) = (heights.lowerBound, heights.upperBound)
        let isBelow = side(low) <= 0
        guard isBelow != (side(high) < 0) else { return nil }
        for _ in 0..<48 {
            let middle = (low + high) / 2
            if (side(middle) <= 0) == isBelow { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// A point in the ellipse's axes as shares of the half-axes, and the station it belongs to.
    @inline(__always)
    func local(_ point: PatientVector, near height: Double) -> (
        wide: Double, thick: Double, height: Double
    ) {
        var z = height
        for _ in 0..<3 {
            let (centre, slope) = curve(z)
            let off = point - PatientVector(centre.x, centre.y, z)
            let tangent = PatientVector(slope.x, slope.y, 1)
            z += off.dot(tangent) / tangent.dot(tangent)
        }
        let station = station(height: z)
        let off = point - station.centreVector
        return (
            off.dot(station.across) / station.halfWidth,
            off.dot(station.deep) / station.halfThickness, z
        )
    }
}

/// Natural cubic spline through knots by height; sizes go linearly.
private struct NaturalCurve {
    let knots: [NerveCourse.Knot]
    private var bends: [SIMD2<Double>]

    init(_ knots: [NerveCourse.Knot]) {
        self.knots = knots
        bends = Array(repeating: .zero, count: knots.count)
        var shares = Array(repeating: 0.0, count: knots.count)
        func at(_ i: Int) -> SIMD2<Double> { SIMD2(knots[i].at.x, knots[i].at.y) }
        for i in stride(from: 1, to: knots.count - 1, by: 1) {
            let below = knots[i].at.z - knots[i - 1].at.z
            let above = knots[i + 1].at.z - knots[i].at.z
            let rise = (at(i + 1) - at(i)) / above - (at(i) - at(i - 1)) / below
            let pivot = 2 * (below + above) - below * shares[i - 1]
            shares[i] = above / pivot
            bends[i] = (6 * rise - below * bends[i - 1]) / pivot
        }
        for i in stride(from: knots.count - 2, to: 0, by: -1) {
            bends[i] -= shares[i] * bends[i + 1]
        }
    }

    func sample(_ height: Double) -> NerveCourse.Knot {
        let upper = knots.dropFirst().firstIndex { $0.at.z >= height } ?? knots.count - 1
        let a = knots[upper - 1]
        let b = knots[upper]
        let span = b.at.z - a.at.z
        let t = (height - a.at.z) / span
        let s = 1 - t
        let bend =
            ((s * s * s - s) * bends[upper - 1] + (t * t * t - t) * bends[upper]) * span * span / 6
        let x = s * a.at.x + t * b.at.x + bend.x
        let y = s * a.at.y + t * b.at.y + bend.y
        return NerveCourse.Knot(
            at: PatientVector(x, y, height), area: s * a.area + t * b.area,
            aspect: s * a.aspect + t * b.aspect, turn: s * a.turn + t * b.turn)
    }
}
