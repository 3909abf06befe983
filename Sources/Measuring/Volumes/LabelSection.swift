import Anatomy
import Geometry
import StudyModel
import Tracing

/// One connected piece of a structure in one slice.
struct LabelSection {
    /// Along pixel edges, holes filled.
    let outline: Outline
    /// Middles of the pixel edges, mm in the slice.
    let border: [PlanePoint]
    let centre: PatientPoint
    /// mm²
    let area: Double
    let touchesPictureBorder: Bool

    init(_ outline: Outline, in slice: Int, of geometry: VolumeGeometry) {
        let plane = geometry.planes[slice]
        let shape = SectionShape(outline, spacing: plane.spacing)
        self.outline = outline
        border = Border(of: outline).forAxes.map(plane.planePoint)
        centre = plane.patientPoint(at: shape.centroid)
        area = shape.area
        touchesPictureBorder = outline.vertices.contains {
            $0.column < 0 || $0.row < 0 || $0.column > Double(geometry.columns) - 1
                || $0.row > Double(geometry.rows) - 1
        }
    }

    func distance(to other: LabelSection) -> Double {
        border.nearestPair(to: other.border)?.distance ?? .infinity
    }

    /// The distance between the nearest two parallel lines that hold it, mm.
    var thickness: Double {
        ScaledPolygon(vertices: border.map { ScaledPolygon.Point(across: $0.x, down: $0.y) })
            .leastWidth
    }
}

extension ScaledPolygon {
    /// Least distance between two parallel lines that hold the polygon: one of them lies on a side of
    /// the hull.
    var leastWidth: Double {
        let hull = hull
        guard hull.count > 2 else { return 0 }
        return hull.indices.map { index in
            let from = hull[index]
            let side = hull[(index + 1) % hull.count] - from
            let far = hull.map { abs(side.cross($0 - from)) }.max() ?? 0
            return far / side.length
        }.min() ?? 0
    }
}
