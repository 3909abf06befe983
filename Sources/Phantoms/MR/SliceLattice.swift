import Geometry

/// Fields of shapes on one plane: asked for every 2 mm, interpolated for each pixel.
struct SliceLattice: Sendable {
    let columns: Int
    let rows: Int
    /// Pixels between knots.
    let step: Int
    private let across: Int
    private let down: Int
    /// The warped place of each knot.
    private let places: [PatientVector]
    private let origin: PatientVector
    private let alongRow: PatientVector
    private let alongColumn: PatientVector
    private let spacing: Double
    private static let margin = 6.0

    /// - Parameter shift: from the plane along its normal, mm.
    init(plane: SlicePlane, columns: Int, rows: Int, shift: Double, anatomy: PelvisAnatomy) {
        self.columns = columns
        self.rows = rows
        spacing = plane.spacing.betweenColumns.value
        step = max(1, Int((2.2 / spacing).rounded()))
        across = (columns - 1) / step + 2
        down = (rows - 1) / step + 2
        alongRow = PatientVector(plane.alongRow)
        alongColumn = PatientVector(plane.alongColumn)
        origin = PatientVector(plane.origin) + shift * PatientVector(plane.normal)
        var warped: [PatientVector] = []
        warped.reserveCapacity(across * down)
        for row in 0..<down {
            let start = origin + Double(row * step) * spacing * alongColumn
            for column in 0..<across {
                warped.append(
                    anatomy.warped(start + Double(column * step) * spacing * alongRow))
            }
        }
        places = warped
    }

    /// Calls `paint` for every pixel whose field is below `limit`, in mm.
    @inline(__always)
    func forEachPixel(
        of tube: Tube, below limit: Float, paint: (_ index: Int, _ field: Float) -> Void
    ) {
        let normal = alongRow.cross(alongColumn)
        guard let tube = tube.near(origin, normal: normal, margin: Self.margin),
            let box = box(of: tube)
        else { return }
        if tube.isThin {
            forEachPixel(in: box, of: tube, below: limit, paint: paint)
        } else {
            forEachPixel(in: box, below: limit, field: { tube.field(at: $0) }, paint: paint)
        }
    }

    @inline(__always)
    func forEachPixel(
        below limit: Float, field: (PatientVector) -> Double,
        paint: (_ index: Int, _ field: Float) -> Void
    ) {
        forEachPixel(
            in: (0, across - 1, 0, down - 1), below: limit, field: field, paint: paint)
    }

    @inline(__always)
    private func forEachPixel(
        in box: (left: Int, right: Int, top: Int, bottom: Int), below limit: Float,
        field: (PatientVector) -> Double, paint: (_ index: Int, _ field: Float) -> Void
    ) {
        let width = box.right - box.left + 1
        var above = [Float](repeating: 0, count: width)
        var below = above
        for row in box.top...box.bottom {
            for column in 0..<width {
                below[column] = Float(field(places[row * across + box.left + column]))
            }
            if row > box.top {
                for column in 0..<width - 1 {
                    let corners = SIMD4(
                        above[column], above[column + 1], below[column], below[column + 1])
                    guard corners.min() < limit + 1.5 else { continue }
                    fill(
                        cellColumn: box.left + column, cellRow: row - 1, corners, limit, paint)
                }
            }
            swap(&above, &below)
        }
    }

    @inline(__always)
    private func fill(
        cellColumn: Int, cellRow: Int, _ corners: SIMD4<Float>, _ limit: Float,
        _ paint: (_ index: Int, _ field: Float) -> Void
    ) {
        let inverse = 1 / Float(step)
        let lastRow = min(rows, (cellRow + 1) * step)
        let lastColumn = min(columns, (cellColumn + 1) * step)
        for row in cellRow * step..<lastRow {
            let v = Float(row - cellRow * step) * inverse
            let left = corners[0] + (corners[2] - corners[0]) * v
            let slope = (corners[1] + (corners[3] - corners[1]) * v - left) * inverse
            for column in cellColumn * step..<lastColumn {
                let value = left + slope * Float(column - cellColumn * step)
                if value < limit { paint(row * columns + column, value) }
            }
        }
    }

    /// The same with the field of each pixel instead of an interpolated one.
    @inline(__always)
    private func forEachPixel(
        in box: (left: Int, right: Int, top: Int, bottom: Int), of tube: Tube, below limit: Float,
        paint: (_ index: Int, _ field: Float) -> Void
    ) {
        let inverse = 1 / Double(step)
        for row in box.top * step..<max(box.top * step, min(rows, box.bottom * step)) {
            let upper = row / step * across
            let v = Double(row % step) * inverse
            for column in box.left * step..<max(box.left * step, min(columns, box.right * step)) {
                let knot = upper + column / step
                let u = Double(column % step) * inverse
                let above = places[knot] + u * (places[knot + 1] - places[knot])
                let next = knot + across
                let below = places[next] + u * (places[next + 1] - places[next])
                let value = Float(tube.field(at: above + v * (below - above)))
                if value < limit { paint(row * columns + column, value) }
            }
        }
    }

    /// Knots that a tube can reach; `nil` for none.
    private func box(of tube: Tube) -> (left: Int, right: Int, top: Int, bottom: Int)? {
        let (lowest, highest) = tube.box
        let centre = (lowest + highest) / 2 - origin
        let half = (highest - lowest) / 2
        func reach(_ axis: PatientVector) -> Double {
            abs(axis.x) * half.x + abs(axis.y) * half.y + abs(axis.z) * half.z + Self.margin
        }
        let cell = spacing * Double(step)
        func range(_ axis: PatientVector, _ count: Int) -> (Int, Int)? {
            let low = Int(((centre.dot(axis) - reach(axis)) / cell).rounded(.down))
            let high = Int(((centre.dot(axis) + reach(axis)) / cell).rounded(.up))
            return high < 1 || low > count - 2 ? nil : (max(0, low), min(count - 1, high))
        }
        guard let (left, right) = range(alongRow, across),
            let (top, bottom) = range(alongColumn, down)
        else { return nil }
        return (left, right, top, bottom)
    }
}
