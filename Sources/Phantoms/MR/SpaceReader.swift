import Anatomy
import Geometry

/// Finds the narrowest places between structures on the middle plane of a slice, from the fields of
/// their shapes: borders lie between pixels.
struct SpaceReader {
    let plane: SlicePlane
    let lattice: SliceLattice
    let anatomy: PelvisAnatomy

    /// Ischium to lesser trochanter, and hamstring tendon to iliopsoas tendon or lesser trochanter;
    /// none where the slice does not cut the lesser trochanter.
    func spaces(_ side: Laterality) -> [MRSpaceTruth] {
        let trochanter = border(.lesserTrochanter, side)
        guard !trochanter.isEmpty else { return [] }
        let pairs = [
            ("ischiofemoral", border(.ischium, side), trochanter),
            (
                "quadratus_femoris", border(.hamstringTendon, side),
                trochanter + border(.iliopsoasTendon, side)
            ),
        ]
        return pairs.compactMap { name, first, second in
            var best = (square: Double.infinity, from: SIMD2<Double>.zero, to: SIMD2<Double>.zero)
            for a in first {
                for b in second {
                    let square = ((a - b) * (a - b)).sum()
                    if square < best.square { best = (square, a, b) }
                }
            }
            guard best.square < .infinity else { return nil }
            return MRSpaceTruth(
                side: side, name: name,
                distance: best.square.squareRoot() * plane.spacing.betweenColumns.value,
                from: point(best.from), to: point(best.to))
        }
    }

    private func point(_ at: SIMD2<Double>) -> PatientPoint {
        plane.patientPoint(at: PixelPoint(column: at.x, row: at.y))
    }

    /// Where the union of a landmark's parts changes sign along rows and columns, in pixels.
    private func border(_ landmark: Landmark, _ side: Laterality) -> [SIMD2<Double>] {
        let far: Float = 3
        let columns = lattice.columns
        var field = [Float](repeating: far, count: columns * lattice.rows)
        for part in anatomy.parts where part.landmark == landmark && part.side == side {
            lattice.forEachPixel(of: part.tube, below: far) { index, value in
                field[index] = min(field[index], value)
            }
        }
        var points: [SIMD2<Double>] = []
        for row in 0..<lattice.rows - 1 {
            for column in 0..<columns - 1 {
                let index = row * columns + column
                let here = field[index]
                let at = SIMD2(Double(column), Double(row))
                let right = field[index + 1]
                if (here < 0) != (right < 0) {
                    points.append(at + SIMD2(Double(here / (here - right)), 0))
                }
                let below = field[index + columns]
                if (here < 0) != (below < 0) {
                    points.append(at + SIMD2(0, Double(here / (here - below))))
                }
            }
        }
        return points
    }
}
