import Geometry

/// An outline as a border to be measured along.
///
/// An outline traced along pixel edges has the exact area but is made of steps: as long as a
/// rectangle around it, and up to a pixel too wide. Its axes are taken between the *middles* of the
/// pixel edges, its length by pulling a string tight along the steps.
struct Border {
    let outline: Outline
    let followsPixelEdges: Bool

    init(of outline: Outline) {
        self.outline = outline
        followsPixelEdges = outline.followsPixelEdges
    }

    /// The points between which axes are measured.
    var forAxes: [PixelPoint] {
        followsPixelEdges ? PixelEdges(of: outline).middles : outline.vertices
    }

    /// In millimetres.
    func length(spacing: PixelSpacing) -> Double {
        followsPixelEdges
            ? PixelEdges(of: outline).tautLength(spacing: spacing)
            : ScaledPolygon(outline.vertices, spacing: spacing).perimeter
    }

    /// Whether two edges cross; edges that only touch do not count.
    var crossesItself: Bool {
        guard !followsPixelEdges else { return false }
        // Sorted by their upper ends, so that an edge meets only those that begin above its lower end.
        let edges = ScaledPolygon(inPixels: outline.vertices).edges.sorted {
            min($0.from.down, $0.to.down) < min($1.from.down, $1.to.down)
        }
        for (index, one) in edges.enumerated() {
            let lower = max(one.from.down, one.to.down)
            for other in edges[(index + 1)...] {
                if min(other.from.down, other.to.down) > lower { break }
                if Self.cross(one, other) { return true }
            }
        }
        return false
    }

    private static func cross(
        _ one: (from: ScaledPolygon.Point, to: ScaledPolygon.Point),
        _ other: (from: ScaledPolygon.Point, to: ScaledPolygon.Point)
    ) -> Bool {
        func side(
            _ point: ScaledPolygon.Point,
            of edge: (from: ScaledPolygon.Point, to: ScaledPolygon.Point)
        ) -> Double { (edge.to - edge.from).cross(point - edge.from) }
        return side(other.from, of: one) * side(other.to, of: one) < 0
            && side(one.from, of: other) * side(one.to, of: other) < 0
    }
}

extension Outline {
    /// Whether every vertex is a pixel corner and every edge runs along rows or columns.
    ///
    /// Not for coordinates beyond any picture, whose edges could not be walked one by one.
    var followsPixelEdges: Bool {
        let limit = 100_000.0
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            guard abs(vertex.column) < limit, abs(vertex.row) < limit,
                vertex.column + 0.5 == (vertex.column + 0.5).rounded(),
                vertex.row + 0.5 == (vertex.row + 0.5).rounded(),
                (vertex.column == previous.column) != (vertex.row == previous.row)
            else { return false }
            previous = vertex
        }
        return true
    }
}
