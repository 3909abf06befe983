/// How the beams of a probe lie in the body.
package enum ScanGeometry: Hashable, Sendable {
    /// Parallel beams over `width` mm.
    case linear(width: Double)
    /// Beams at right angles to an arc of `radius` mm, over ± `halfAngle` radians.
    case curved(radius: Double, halfAngle: Double)

    /// Depth of the probe's face at a lateral position: 0 in the middle, negative beside it on a
    /// curved probe.
    func surface(lateral: Double) -> Double {
        switch self {
        case .linear: 0
        case .curved(let radius, _):
            (max(0, radius * radius - lateral * lateral)).squareRoot() - radius
        }
    }

    /// The box, in mm, that the beams cover down to `depth` mm along the beam.
    func extent(depth: Double) -> (left: Double, right: Double, top: Double, bottom: Double) {
        switch self {
        case .linear(let width):
            return (-width / 2, width / 2, 0, depth)
        case .curved(let radius, let halfAngle):
            let side = (radius + depth) * ReproducibleMath.sine(halfAngle)
            let top = radius * (ReproducibleMath.cosine(halfAngle) - 1)
            return (-side, side, top, depth)
        }
    }

    /// Position along the probe in −1…1 and depth along the beam in mm.
    func beam(through point: TissuePoint) -> (position: Double, depth: Double) {
        switch self {
        case .linear(let width):
            return (point.lateral * 2 / width, point.depth)
        case .curved(let radius, let halfAngle):
            let below = point.depth + radius
            let distance = (point.lateral * point.lateral + below * below).squareRoot()
            let angle = ReproducibleMath.arcTangent(point.lateral / below)
            return (angle / halfAngle, distance - radius)
        }
    }

    /// The inverse of `beam(through:)`.
    func point(position: Double, depth: Double) -> TissuePoint {
        switch self {
        case .linear(let width):
            return TissuePoint(lateral: position * width / 2, depth: depth)
        case .curved(let radius, let halfAngle):
            let angle = position * halfAngle
            let distance = radius + depth
            return TissuePoint(
                lateral: distance * ReproducibleMath.sine(angle),
                depth: distance * ReproducibleMath.cosine(angle) - radius)
        }
    }

    /// Width in mm that the beams cover at `depth` mm along the beam.
    func arcLength(depth: Double) -> Double {
        switch self {
        case .linear(let width): width
        case .curved(let radius, let halfAngle): 2 * halfAngle * (radius + depth)
        }
    }
}
