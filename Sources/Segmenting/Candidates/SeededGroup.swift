import Geometry
import Raster

/// Which group of a plane belongs to a seed.
enum SeededGroup {
    /// The group that holds the network pixel at `point`, else the nearest with a pixel centre
    /// within `radius` of it (of equals, the first pixel in raster order).
    static func at(
        _ point: PixelPoint, in groups: ConnectedGroups, radius: Double
    ) -> PixelGroup? {
        let size = groups.numbers.size
        let column = min(max(Int((point.column + 0.5).rounded(.down)), 0), size.columns - 1)
        let row = min(max(Int((point.row + 0.5).rounded(.down)), 0), size.rows - 1)
        let reach = Int(radius.rounded(.down))
        var nearest: (squared: Int, group: Int32)?
        for y in max(0, row - reach)...min(size.rows - 1, row + reach) {
            for x in max(0, column - reach)...min(size.columns - 1, column + reach) {
                let squared = (x - column) * (x - column) + (y - row) * (y - row)
                let number = groups.numbers[column: x, row: y]
                guard number > 0, Double(squared) <= radius * radius,
                    squared < nearest?.squared ?? .max
                else { continue }
                nearest = (squared, number)
            }
        }
        return nearest.map { groups.groups[Int($0.group) - 1] }
    }

    /// The group with the largest sum of probability between two corners, in network pixels.
    static func between(
        _ first: PixelPoint, _ last: PixelPoint, in groups: ConnectedGroups, plane: Plane<Float>
    ) -> PixelGroup? {
        let columns = groups.numbers.size.columns
        let weights = groups.groups.map { group in
            group.pixels.reduce(0.0) { sum, pixel in
                let column = Double(pixel % columns)
                let row = Double(pixel / columns)
                let isInside =
                    column >= first.column && column <= last.column && row >= first.row
                    && row <= last.row
                return isInside ? sum + Double(plane.samples[pixel]) : sum
            }
        }
        guard let best = weights.indices.max(by: { weights[$0] < weights[$1] }), weights[best] > 0
        else { return nil }
        return groups.groups[best]
    }
}
