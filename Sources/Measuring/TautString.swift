import Geometry

extension PixelEdges {
    /// The length in millimetres of a string pulled tight along the steps of the outline.
    ///
    /// The string passes every pixel edge between a quarter of a pixel inside of it and the centre of
    /// the pixel beyond it: the minimum-perimeter polygon of Sklansky (1972) with its inner side moved
    /// out by a quarter. Measured against the shapes that were painted, at 10 pixels half-width:
    /// discs -0.6…+0.3 %, ellipses -0.9…+0.2 %, rectangles, whose corners are cut, -0.7…-3.0 %; half
    /// of that at 20 pixels.
    func tautLength(spacing: PixelSpacing) -> Double {
        let gates = self.gates(spacing: spacing)
        return TautString(from: gates[0].inner, through: gates).length
    }

    /// Starts at the top edge of the first pixel in scan order, whose corner the string must round.
    private func gates(spacing: PixelSpacing) -> [TautString.Gate] {
        let start =
            edges.indices.filter { edges[$0].inward.rows == 1 }.min {
                (edges[$0].middle.row, edges[$0].middle.column)
                    < (edges[$1].middle.row, edges[$1].middle.column)
            } ?? 0
        func point(_ edge: Edge, inward: Double) -> ScaledPolygon.Point {
            ScaledPolygon.Point(
                across: (edge.middle.column + inward * edge.inward.columns)
                    * spacing.betweenColumns.value,
                down: (edge.middle.row + inward * edge.inward.rows) * spacing.betweenRows.value)
        }
        return (edges[start...] + edges[..<start]).map {
            TautString.Gate(inner: point($0, inward: 0.25), outer: point($0, inward: -0.5))
        }
    }
}

/// The shortest closed path from a point through a row of gates, walked with the inner ends on the
/// right hand, by the funnel algorithm (Lee and Preparata 1984).
struct TautString {
    struct Gate {
        let inner: ScaledPolygon.Point
        let outer: ScaledPolygon.Point
    }

    private(set) var length = 0.0

    init(from start: ScaledPolygon.Point, through gates: [Gate]) {
        let all = gates + [Gate(inner: start, outer: start)]
        var apex = start
        var (inner, outer) = (start, start)
        var (innerIndex, outerIndex) = (0, 0)
        var index = 0
        while index < all.count {
            let gate = all[index]
            // Tighten the inner side; when it crosses the outer one, the string bends there.
            if (inner - apex).cross(gate.inner - apex) <= 0 {
                guard apex == inner || (outer - apex).cross(gate.inner - apex) > 0 else {
                    (apex, index) = bend(from: apex, at: outer, outerIndex)
                    (inner, outer, innerIndex, outerIndex) = (apex, apex, index - 1, index - 1)
                    continue
                }
                (inner, innerIndex) = (gate.inner, index)
            }
            if (outer - apex).cross(gate.outer - apex) >= 0 {
                guard apex == outer || (inner - apex).cross(gate.outer - apex) < 0 else {
                    (apex, index) = bend(from: apex, at: inner, innerIndex)
                    (inner, outer, innerIndex, outerIndex) = (apex, apex, index - 1, index - 1)
                    continue
                }
                (outer, outerIndex) = (gate.outer, index)
            }
            index += 1
        }
        length += (start - apex).length
    }

    /// Lays the string to `corner` and goes on at the gate after it.
    private mutating func bend(
        from apex: ScaledPolygon.Point, at corner: ScaledPolygon.Point, _ index: Int
    ) -> (ScaledPolygon.Point, Int) {
        length += (corner - apex).length
        return (corner, index + 1)
    }
}
