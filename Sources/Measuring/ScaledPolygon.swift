import Geometry

/// A closed polygon in a plane with equal units on both axes: millimetres, or pixels taken as square.
struct ScaledPolygon {
    struct Point: Hashable {
        var across: Double
        var down: Double

        static func - (left: Point, right: Point) -> Point {
            Point(across: left.across - right.across, down: left.down - right.down)
        }

        var length: Double { (across * across + down * down).squareRoot() }

        func cross(_ other: Point) -> Double { across * other.down - down * other.across }

        func dot(_ other: Point) -> Double { across * other.across + down * other.down }
    }

    let vertices: [Point]

    init(vertices: [Point]) { self.vertices = vertices }

    /// In millimetres; measured from the first vertex, so that a place far from the origin costs no
    /// digits.
    init(_ outline: [PixelPoint], spacing: PixelSpacing) {
        self.init(
            outline, across: spacing.betweenColumns.value, down: spacing.betweenRows.value)
    }

    /// In pixels, as if they were square.
    init(inPixels outline: [PixelPoint]) { self.init(outline, across: 1, down: 1) }

    private init(_ outline: [PixelPoint], across: Double, down: Double) {
        let origin = outline.first ?? PixelPoint(column: 0, row: 0)
        vertices = outline.map {
            Point(
                across: ($0.column - origin.column) * across, down: ($0.row - origin.row) * down)
        }
    }

    /// Pairs of neighbours, the closing one included.
    var edges: [(from: Point, to: Point)] {
        vertices.indices.map { (vertices[$0], vertices[($0 + 1) % vertices.count]) }
    }

    /// Shoelace area, without sign.
    var area: Double { abs(edges.reduce(0) { $0 + $1.from.cross($1.to) }) / 2 }

    var perimeter: Double { edges.reduce(0) { $0 + ($1.to - $1.from).length } }

    /// Extent along the columns' and along the rows' direction.
    var extents: (across: Double, down: Double) {
        func extent(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
        return (extent(vertices.map(\.across)), extent(vertices.map(\.down)))
    }

    /// Corners of the convex hull, in order (Andrew's monotone chain).
    var hull: [Point] {
        let sorted = Set(vertices).sorted { ($0.across, $0.down) < ($1.across, $1.down) }
        guard sorted.count > 2 else { return sorted }
        func chain(_ points: [Point]) -> [Point] {
            var chain: [Point] = []
            for point in points {
                while chain.count > 1,
                    (chain[chain.count - 1] - chain[chain.count - 2])
                        .cross(point - chain[chain.count - 1]) <= 0
                {
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        return chain(sorted) + chain(sorted.reversed())
    }
}
