import Geometry

/// The single pixel edges along a traced outline, the mask on the right hand.
struct PixelEdges {
    /// The middle of an edge and the unit step from there into the mask.
    struct Edge {
        let middle: PixelPoint
        let inward: (columns: Double, rows: Double)
    }

    let edges: [Edge]

    /// - Precondition: `outline.followsPixelEdges`.
    init(of outline: Outline) {
        // Positive area: from column towards row, with the mask on the right hand.
        let vertices =
            outline.signedAreaInPixels > 0 ? outline.vertices : outline.vertices.reversed()
        var edges: [Edge] = []
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            let length = abs(vertex.column - previous.column) + abs(vertex.row - previous.row)
            let step = (
                columns: (vertex.column - previous.column) / length,
                rows: (vertex.row - previous.row) / length
            )
            for index in 0..<Int(length) {
                let middle = PixelPoint(
                    column: previous.column + step.columns * (Double(index) + 0.5),
                    row: previous.row + step.rows * (Double(index) + 0.5))
                edges.append(Edge(middle: middle, inward: (-step.rows, step.columns)))
            }
            previous = vertex
        }
        self.edges = edges
    }

    var middles: [PixelPoint] { edges.map(\.middle) }
}
