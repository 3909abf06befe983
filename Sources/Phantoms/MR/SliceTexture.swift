import Geometry

/// What parts of the body show inside: streaks of fat along muscle fibres, septa of fat, trabeculae.
struct SliceTexture {
    private let coarse: SolidNoise
    private let fine: SolidNoise
    /// Of each muscle by its grain, 64 of them.
    private let fibres: [PatientVector]
    /// Share of fat in muscle, about 0.3 to 1.
    private let streaks: Float

    init(anatomy: PelvisAnatomy, seed: UInt64) {
        var random = RandomStream(seed: seed, purpose: 24)
        coarse = SolidNoise(random: &random)
        fine = SolidNoise(random: &random)
        streaks = Float(random.uniform(0.5...1.4))
        var directions = [PatientVector](repeating: PatientVector(0, 0, 1), count: 128)
        for part in anatomy.parts where part.grain > 0 {
            let offset = part.side == .right ? 64 : 0
            directions[part.grain % 64 + offset] = part.tube.direction
        }
        fibres = directions
    }

    func apply(to picture: inout SlicePainter.Picture, plane: SlicePlane, columns: Int, fat: Float)
    {
        let alongRow = plane.spacing.betweenColumns.value * PatientVector(plane.alongRow)
        let alongColumn = plane.spacing.betweenRows.value * PatientVector(plane.alongColumn)
        let origin = PatientVector(plane.origin)
        for row in 0..<picture.signal.count / columns {
            let start = origin + Double(row) * alongColumn
            for column in 0..<columns {
                let index = row * columns + column
                let grain = picture.grain[index]
                guard grain > 0, picture.labels[index] != 1 else { continue }
                let point = start + Double(column) * alongRow
                let value = picture.signal[index]
                picture.signal[index] = textured(value, grain, point, fat)
            }
        }
    }

    @inline(__always)
    private func textured(
        _ value: Float, _ grain: UInt8, _ point: PatientVector, _ fat: Float
    ) -> Float {
        let at = SIMD3<Float>(point)
        // Off the axes of the picture, so that the lattice of the noise is not seen.
        let turned = SIMD3<Float>(at.x + 0.7 * at.y, at.y - 0.7 * at.x, at.z + 0.4 * at.x)
        switch grain {
        case 1:
            let mottle =
                1 + 0.05 * fine.value(at: turned * 0.08) + 0.035 * coarse.value(at: turned * 0.19)
            return value * mottle * (1 - 0.45 * septum(at))
        case 2:
            let mottle =
                0.13 * coarse.value(at: turned * 0.06) + 0.07 * fine.value(at: turned * 0.33)
            return value * (0.9 + mottle)
        case 3:
            return value * (1 + 0.25 * coarse.value(at: at * 0.22) + 0.1 * fine.value(at: at * 0.5))
        default: return muscle(value, grain, point, fat)
        }
    }

    /// Share of fibrous tissue in fat: thin sheets where two patterns cancel.
    @inline(__always)
    private func septum(_ at: SIMD3<Float>) -> Float {
        let wide = coarse.value(at: at * 0.07)
        // The second pattern is hardly ever above 2.
        guard abs(wide) < 0.65 else { return 0 }
        let ridge = abs(wide + 0.3 * fine.value(at: at * 0.17))
        guard ridge < 0.05 else { return 0 }
        let presence = min(1, max(0, 0.3 + fine.value(at: at * 0.05)))
        return (1 - ridge / 0.05) * presence
    }

    @inline(__always)
    private func muscle(
        _ value: Float, _ grain: UInt8, _ point: PatientVector, _ fat: Float
    ) -> Float {
        let fibre = fibres[Int(grain - 8) + (point.x < 0 ? 64 : 0)]
        let along = point.dot(fibre)
        // 1 mm of pattern across the fibres is 8 mm along them.
        let squeezed = SIMD3<Float>(point - (0.88 * along) * fibre)
        let share = max(0, coarse.value(at: squeezed * 0.06) + 0.5)
        let septum = max(0, fine.value(at: squeezed * 0.45) - 0.55) * share * streaks
        let mottle = 1 + 0.16 * fine.value(at: squeezed * 0.55)
        return value * mottle + (fat - value) * min(0.7, septum) * 0.75
    }
}
