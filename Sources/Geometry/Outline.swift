/// Why a list of vertices is no outline.
package enum OutlineError: Error, Hashable, Sendable {
    case tooFewVertices(found: Int)
    case vertexNotFinite(index: Int)
    case noArea

    package var message: String {
        switch self {
        case .tooFewVertices(let found): "has \(found) vertices; at least 3 are needed"
        case .vertexNotFinite(let index): "has a vertex that is not a finite number, at \(index)"
        case .noArea: "encloses no area"
        }
    }
}

/// A closed polygon in a plane; the last vertex is joined to the first.
///
/// Vertices are positions, not pixels: a mask's outline runs along pixel *edges* (half-integer
/// coordinates), so that the polygon of *n* pixels encloses *n* pixel areas.
package struct Outline: Hashable, Sendable {
    package let vertices: [PixelPoint]

    /// - Throws: `OutlineError` for fewer than three vertices, a vertex that is not finite, no area.
    package init(closing vertices: [PixelPoint]) throws(OutlineError) {
        guard vertices.count >= 3 else { throw .tooFewVertices(found: vertices.count) }
        if let index = vertices.firstIndex(where: { !$0.isFinite }) {
            throw .vertexNotFinite(index: index)
        }
        self.vertices = vertices
        guard abs(signedAreaInPixels) > 1e-9 else { throw .noArea }
    }

    /// Shoelace sum in pixel areas; positive when vertices turn from column towards row.
    package var signedAreaInPixels: Double {
        var twice = 0.0
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            twice += previous.column * vertex.row - vertex.column * previous.row
            previous = vertex
        }
        return twice / 2
    }

    /// Centre of the enclosed area.
    package var centroid: PixelPoint {
        let origin = vertices[0]
        var twice = 0.0
        var column = 0.0
        var row = 0.0
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            let a = (column: previous.column - origin.column, row: previous.row - origin.row)
            let b = (column: vertex.column - origin.column, row: vertex.row - origin.row)
            let cross = a.column * b.row - b.column * a.row
            twice += cross
            column += (a.column + b.column) * cross
            row += (a.row + b.row) * cross
            previous = vertex
        }
        return PixelPoint(
            column: origin.column + column / (3 * twice), row: origin.row + row / (3 * twice))
    }

    /// The smallest box of whole pixels that holds every vertex.
    package var boundingBox: PixelBox? {
        let columns = vertices.map(\.column)
        let rows = vertices.map(\.row)
        guard let left = columns.min(), let right = columns.max(), let top = rows.min(),
            let bottom = rows.max(), max(abs(left), abs(right), abs(top), abs(bottom)) < 1e9
        else { return nil }
        let column = Int((left + 0.5).rounded(.down))
        let row = Int((top + 0.5).rounded(.down))
        return PixelBox(
            column: column, row: row, columns: Int((right - 0.5).rounded(.up)) - column + 1,
            rows: Int((bottom - 0.5).rounded(.up)) - row + 1)
    }

    /// Whether `point` is enclosed (even–odd rule).
    package func encloses(_ point: PixelPoint) -> Bool {
        var inside = false
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            if (vertex.row > point.row) != (previous.row > point.row) {
                let slope = (previous.column - vertex.column) / (previous.row - vertex.row)
                if point.column < vertex.column + slope * (point.row - vertex.row) {
                    inside.toggle()
                }
            }
            previous = vertex
        }
        return inside
    }
}
