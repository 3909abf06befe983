import Anatomy
import Geometry
import Phantoms
import Raster
import StudyModel

/// What a model does to labels, one fault at a time; truth stays as it was.
package enum Degradation: String, Sendable, CaseIterable {
    case none
    /// Half of the pixels at every structure's border are lost.
    case eroded
    /// Half of the background pixels at a border join the structure.
    case dilated
    /// Three in a hundred pixels of every structure are lost, and whole 2 × 2 blocks.
    case holes
    /// The nerve is missing from one slice in five.
    case missingSlices = "missing slices"
    /// Specks of nerve up to 20 mm² all over, and borders that lose or gain every fifth pixel.
    case noise

    package func applied(to volume: LabelledVolume, seed: UInt64) -> LabelledVolume {
        let geometry = volume.geometry
        let labels = volume.labels.indices.map { slice in
            var random = RandomStream(seed: seed, purpose: 5_000 + UInt64(slice))
            return degraded(volume.labels[slice], geometry.planes[slice], &random)
        }
        return LabelledVolume(geometry: geometry, labels: labels)
    }

    private func degraded(
        _ plane: LabelPlane, _ place: SlicePlane, _ random: inout RandomStream
    ) -> LabelPlane {
        switch self {
        case .none: return plane
        case .eroded: return bordered(plane, lost: 0.5, gained: 0, &random)
        case .dilated: return bordered(plane, lost: 0, gained: 0.5, &random)
        case .holes: return perforated(plane, &random)
        case .missingSlices:
            return random.chance(0.2)
                ? plane.map { $0 == MaskLabel.nerve ? MaskLabel.background : $0 } : plane
        case .noise:
            let rough = bordered(plane, lost: 0.2, gained: 0.2, &random)
            return speckled(rough, place, &random)
        }
    }

    /// - Parameters:
    ///   - lost: chance of a labelled pixel with a neighbour of another label.
    ///   - gained: chance of a background pixel with a labelled neighbour.
    private func bordered(
        _ plane: LabelPlane, lost: Double, gained: Double, _ random: inout RandomStream
    ) -> LabelPlane {
        var result = plane
        let columns = plane.size.columns
        for row in 1..<plane.size.rows - 1 {
            for column in 1..<columns - 1 {
                let at = row * columns + column
                let own = plane.samples[at]
                let near = [at - 1, at + 1, at - columns, at + columns].map { plane.samples[$0] }
                guard let other = near.first(where: { $0 != own }) else { continue }
                if own == 0 {
                    if random.chance(gained) { result.samples[at] = other }
                } else if random.chance(lost) {
                    result.samples[at] = 0
                }
            }
        }
        return result
    }

    private func perforated(_ plane: LabelPlane, _ random: inout RandomStream) -> LabelPlane {
        var result = plane
        let columns = plane.size.columns
        for at in columns..<plane.samples.count - columns - 1 where plane.samples[at] != 0 {
            if random.chance(0.03) { result.samples[at] = 0 }
            if random.chance(0.003) {
                for pixel in [at, at + 1, at + columns, at + columns + 1] {
                    result.samples[pixel] = 0
                }
            }
        }
        return result
    }

    private func speckled(
        _ plane: LabelPlane, _ place: SlicePlane, _ random: inout RandomStream
    ) -> LabelPlane {
        var result = plane
        for _ in 0..<6 {
            let radius = random.uniform(0.5...2.5) / place.spacing.betweenColumns.value
            let column = random.whole(8...plane.size.columns - 9)
            let row = random.whole(8...plane.size.rows - 9)
            let reach = Int(radius)
            for y in max(0, row - reach)...min(plane.size.rows - 1, row + reach) {
                for x in max(0, column - reach)...min(plane.size.columns - 1, column + reach)
                where Double((x - column) * (x - column) + (y - row) * (y - row)) <= radius * radius
                {
                    result[column: x, row: y] = MaskLabel.nerve
                }
            }
        }
        return result
    }
}
