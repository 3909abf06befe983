import Geometry

/// The greatest and the smallest extent of an outline, as lines to draw.
package struct OutlineAxes: Hashable, Sendable {
    package let long: [PixelPoint]
    package let short: [PixelPoint]

    /// The long axis joins the two vertices that are farthest apart. The short axis is the least
    /// distance between two parallel lines that hold the outline between them, drawn at the vertex
    /// that touches one of them. Distances are in millimetres when `rowsPerColumn` is the ratio of
    /// the spacings, row by column.
    package init?(of vertices: [PixelPoint], rowsPerColumn: Double = 1) {
        let scaled = vertices.map {
            PixelPoint(column: $0.column, row: $0.row * rowsPerColumn)
        }
        let hull = Self.convexHull(scaled)
        guard hull.count >= 3 else { return nil }
        func pixels(_ points: (PixelPoint, PixelPoint)) -> [PixelPoint] {
            [points.0, points.1].map {
                PixelPoint(column: $0.column, row: $0.row / rowsPerColumn)
            }
        }
        long = pixels(Self.farthestPair(hull))
        short = pixels(Self.narrowestPair(hull))
    }

    private static func farthestPair(_ hull: [PixelPoint]) -> (PixelPoint, PixelPoint) {
        var best = (hull[0], hull[1])
        for (index, point) in hull.enumerated() {
            for other in hull[(index + 1)...]
            where point.distanceInPixels(to: other) > best.0.distanceInPixels(to: best.1) {
                best = (point, other)
            }
        }
        return best
    }

    /// The vertex farthest from the edge for which that distance is least, and its foot on it.
    private static func narrowestPair(_ hull: [PixelPoint]) -> (PixelPoint, PixelPoint) {
        var best = (hull[0], hull[1])
        var least = Double.infinity
        for (index, start) in hull.enumerated() {
            let end = hull[(index + 1) % hull.count]
            let length = start.distanceInPixels(to: end)
            let across = (
                column: (end.row - start.row) / length,
                row: (start.column - end.column) / length
            )
            func height(_ point: PixelPoint) -> Double {
                (point.column - start.column) * across.column
                    + (point.row - start.row) * across.row
            }
            guard let top = hull.max(by: { abs(height($0)) < abs(height($1)) }),
                abs(height(top)) < least
            else { continue }
            least = abs(height(top))
            let foot = PixelPoint(
                column: top.column - height(top) * across.column,
                row: top.row - height(top) * across.row)
            best = (top, foot)
        }
        return best
    }

    /// Monotone chain (Andrew 1979), without collinear points.
    private static func convexHull(_ points: [PixelPoint]) -> [PixelPoint] {
        let sorted = Set(points).sorted { ($0.column, $0.row) < ($1.column, $1.row) }
        let lower = chain(sorted)
        let upper = chain(sorted.reversed())
        return lower.dropLast() + upper.dropLast()
    }

    private static func chain(_ points: [PixelPoint]) -> [PixelPoint] {
        var chain: [PixelPoint] = []
        for point in points {
            while chain.count >= 2,
                !turnsLeft(chain[chain.count - 2], chain[chain.count - 1], point)
            {
                chain.removeLast()
            }
            chain.append(point)
        }
        return chain
    }

    private static func turnsLeft(_ a: PixelPoint, _ b: PixelPoint, _ c: PixelPoint) -> Bool {
        (b.column - a.column) * (c.row - a.row) - (b.row - a.row) * (c.column - a.column) > 0
    }
}
