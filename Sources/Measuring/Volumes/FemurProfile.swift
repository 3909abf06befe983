import Anatomy
import Geometry
import StudyModel

/// The shape of the femur in one slice: the largest circle inside it, and what stands out of it towards
/// the ischium.
struct FemurProfile {
    /// Of the shaft, mm in the slice.
    let centre: PlanePoint
    let radius: Double
    /// Distance from the shaft's centre to the furthest border on the ischium's side, by the radius.
    let protrusion: Double
    /// Border of what stands out on the ischium's side.
    let medial: [PlanePoint]
    let area: Double

    /// Border further from the centre than this many radii stands out of the shaft.
    private static let standsOut = 1.25
    /// Between places that are tried as the centre, mm.
    private static let step = 1.5

    init(_ femur: LabelSection, towards ischium: LabelSection) {
        let border = femur.border
        var best = (centre: border[0], radius: 0.0)
        let middle = border.reduce(.zero, +) / Double(border.count)
        let reach = border.map { distance($0, middle) }.max() ?? 0
        for dx in stride(from: -reach, through: reach, by: Self.step) {
            for dy in stride(from: -reach, through: reach, by: Self.step) {
                let at = middle + PlanePoint(dx, dy)
                guard border.isAround(at) else { continue }
                let radius = border.map { distance($0, at) }.min() ?? 0
                if radius > best.radius { best = (at, radius) }
            }
        }
        let (centre, radius) = best
        let target = ischium.border.reduce(.zero, +) / Double(ischium.border.count)
        let towards = target - centre
        let facing = border.filter { (($0 - centre) * towards).sum() > 0 }
        self.centre = centre
        self.radius = radius
        protrusion = (facing.map { distance($0, centre) }.max() ?? 0) / max(radius, 1e-6)
        medial = facing.filter { distance($0, centre) > Self.standsOut * radius }
        area = femur.area
    }
}

private func distance(_ a: PlanePoint, _ b: PlanePoint) -> Double {
    ((a - b) * (a - b)).sum().squareRoot()
}

extension [PlanePoint] {
    /// Whether a closed line runs around a place (even–odd rule).
    fileprivate func isAround(_ place: PlanePoint) -> Bool {
        var inside = false
        var previous = self[count - 1]
        for point in self {
            if (point.y > place.y) != (previous.y > place.y) {
                let slope = (previous.x - point.x) / (previous.y - point.y)
                if place.x < point.x + slope * (place.y - point.y) { inside.toggle() }
            }
            previous = point
        }
        return inside
    }
}
