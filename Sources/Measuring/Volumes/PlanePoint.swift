import Geometry

/// A place in a slice in millimetres: along rows and along columns from the first pixel.
typealias PlanePoint = SIMD2<Double>

extension SlicePlane {
    func planePoint(_ pixel: PixelPoint) -> PlanePoint {
        PlanePoint(
            pixel.column * spacing.betweenColumns.value, pixel.row * spacing.betweenRows.value)
    }

    func pixel(at point: PlanePoint) -> PixelPoint {
        PixelPoint(
            column: point.x / spacing.betweenColumns.value,
            row: point.y / spacing.betweenRows.value)
    }

    func patientPoint(at point: PlanePoint) -> PatientPoint { patientPoint(at: pixel(at: point)) }
}

extension [PlanePoint] {
    /// The two places that lie nearest to each other; `nil` when a list is empty.
    func nearestPair(to others: [PlanePoint]) -> (
        distance: Double, from: PlanePoint, to: PlanePoint
    )? {
        guard var from = first, var to = others.first else { return nil }
        var least = Double.infinity
        for a in self {
            for b in others {
                let square = ((a - b) * (a - b)).sum()
                if square < least { (least, from, to) = (square, a, b) }
            }
        }
        return (least.squareRoot(), from, to)
    }
}
