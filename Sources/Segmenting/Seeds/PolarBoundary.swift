import Geometry
import Raster

/// Finds the border of a bright structure around a point, from the grey levels alone.
///
/// Along every ray the border is where the mean of the positions just inside exceeds the mean just
/// outside the most: the outer flank of the echogenic rim. Rays are joined by the cheapest closed
/// path.
struct PolarBoundary {
    /// Rays around the centre.
    var angles = 96
    /// Positions averaged on either side of a border.
    var flank = 4
    /// Cost of moving one position between neighbouring rays, in units of the strongest edge.
    var bend: Float = 0.15

    /// The border around `centre`, between the two distances from it; `nil` when there is no edge.
    func outline(
        around centre: PixelPoint, in plane: Plane<Float>, distances: ClosedRange<Double>
    ) -> Outline? {
        let radii = 48
        let step = (distances.upperBound - distances.lowerBound) / Double(radii - 1)
        let grid = PolarGrid(
            centre: centre, angles: angles, radii: radii, start: distances.lowerBound, step: step)
        let drops = drop(acrossPositionsOf: grid, in: plane)
        guard let strongest = drops.max(), strongest > 0 else { return nil }
        let path = ClosedPath.cheapest(
            costs: drops.map { 1 - max($0, 0) / strongest }, angles: angles, radii: radii,
            bend: bend)
        let last = Double(plane.size.columns) - 0.5
        let bottom = Double(plane.size.rows) - 0.5
        let vertices = path.indices.map { angle in
            let point = grid.point(angle: angle, radius: Double(path[angle]))
            return PixelPoint(
                column: min(max(point.column, -0.5), last), row: min(max(point.row, -0.5), bottom))
        }
        return try? Outline(closing: vertices)
    }

    /// Mean inside less mean outside, at every position; neighbouring rays are averaged first.
    private func drop(acrossPositionsOf grid: PolarGrid, in plane: Plane<Float>) -> [Float] {
        let wide = PolarGrid(
            centre: grid.centre, angles: grid.angles, radii: grid.radii + 2 * flank,
            start: grid.start - (Double(flank) - 0.5) * grid.step, step: grid.step)
        let samples = blurredAcrossRays(wide.samples(of: plane), radii: wide.radii)
        var drops: [Float] = []
        drops.reserveCapacity(grid.angles * grid.radii)
        for angle in 0..<grid.angles {
            for radius in 0..<grid.radii {
                let first = angle * wide.radii + radius
                let inside = samples[first..<first + flank].reduce(0, +)
                let outside = samples[first + flank..<first + 2 * flank].reduce(0, +)
                drops.append((inside - outside) / Float(flank))
            }
        }
        return drops
    }

    /// Weights 1, 2, 1 over three neighbouring rays.
    private func blurredAcrossRays(_ samples: [Float], radii: Int) -> [Float] {
        samples.indices.map { index in
            let before = samples[(index + samples.count - radii) % samples.count]
            let after = samples[(index + radii) % samples.count]
            return (before + 2 * samples[index] + after) / 4
        }
    }
}
