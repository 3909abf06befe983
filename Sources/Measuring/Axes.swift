/// Long and short axis of an outline, as calipers are placed in nerve sonography.
///
/// The long axis is the greatest distance between two points of the outline (maximum Feret
/// diameter). The short axis is the longest straight segment *inside* the outline at right angles to
/// it: the greatest thickness. For an ellipse these are its axes; for a rectangle, diagonal and
/// the chord across it, in the ratio of the sides. The width of the bounding box at right angles
/// to the long axis is not used: it exceeds the thickness of every tilted or bent shape.
struct Axes {
    let long: Double
    let short: Double

    init(of polygon: ScaledPolygon) {
        let hull = polygon.hull
        var ends = (hull[0], hull[0])
        var longest = 0.0
        for (index, one) in hull.enumerated() {
            for other in hull[(index + 1)...] where (other - one).length > longest {
                longest = (other - one).length
                ends = (one, other)
            }
        }
        long = longest
        let along = ends.1 - ends.0
        let direction = ScaledPolygon.Point(
            across: along.across / longest, down: along.down / longest)
        short = Self.longestChord(of: polygon, acrossTo: direction)
    }

    /// The longest segment inside `polygon` at right angles to `direction` (a unit vector).
    ///
    /// Between the abscissae of two neighbouring vertices every chord's length is linear, so the
    /// longest one is at the end of such a strip.
    private static func longestChord(
        of polygon: ScaledPolygon, acrossTo direction: ScaledPolygon.Point
    ) -> Double {
        // Along the direction, and at right angles to it.
        let turned = polygon.vertices.map { ($0.dot(direction), direction.cross($0)) }
        let edges = turned.indices.map { index in
            let (one, other) = (turned[index], turned[(index + 1) % turned.count])
            return one.0 < other.0 ? (from: one, to: other) : (from: other, to: one)
        }
        let waiting = edges.filter { $0.from.0 < $0.to.0 }.sorted { $0.from.0 < $1.from.0 }
        let stops = Set(turned.map(\.0)).sorted()
        var next = 0
        var active: [(from: (Double, Double), to: (Double, Double))] = []
        var longest = 0.0
        for (start, end) in zip(stops, stops.dropFirst()) {
            active.removeAll { $0.to.0 <= start }
            while next < waiting.count, waiting[next].from.0 <= start {
                active.append(waiting[next])
                next += 1
            }
            let strip = active.map { (offset(of: $0, at: start), offset(of: $0, at: end)) }
                .sorted { $0.0 + $0.1 < $1.0 + $1.1 }
            for pair in stride(from: 0, to: strip.count - 1, by: 2) {
                longest = max(
                    longest, strip[pair + 1].0 - strip[pair].0, strip[pair + 1].1 - strip[pair].1)
            }
        }
        return longest
    }

    private static func offset(
        of edge: (from: (Double, Double), to: (Double, Double)), at stop: Double
    ) -> Double {
        let fraction = (stop - edge.from.0) / (edge.to.0 - edge.from.0)
        return edge.from.1 + fraction * (edge.to.1 - edge.from.1)
    }
}
