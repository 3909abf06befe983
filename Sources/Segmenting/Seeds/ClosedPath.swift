/// The cheapest closed path through a table of costs, one position for each of a ring of angles.
///
/// Dynamic programming in the manner of Sun and Pallottino, "Circular shortest path in images"
/// (doi:10.1016/S0031-3203(02)00085-7), here exact: every start is tried.
enum ClosedPath {
    /// - Parameters:
    ///   - costs: `angles` × `radii`, angle after angle.
    ///   - bend: added for every step by which neighbouring positions differ; they differ by one
    ///     at most.
    /// - Returns: the position on each ray.
    static func cheapest(costs: [Float], angles: Int, radii: Int, bend: Float) -> [Int] {
        precondition(costs.count == angles * radii && angles > 2 && radii > 0)
        var best: (cost: Float, path: [Int]) = (.infinity, [])
        for start in 0..<radii where costs[start] < best.cost {
            let found = path(
                from: start, costs: costs, angles: angles, radii: radii, bend: bend,
                cheaperThan: best.cost)
            if let found { best = found }
        }
        return best.path
    }

    /// The cheapest path that begins and ends at `start`; `nil` when none is cheap enough.
    private static func path(
        from start: Int, costs: [Float], angles: Int, radii: Int, bend: Float,
        cheaperThan limit: Float
    ) -> (cost: Float, path: [Int])? {
        var total = [Float](repeating: .infinity, count: radii)
        total[start] = costs[start]
        var cameFrom = [Int8](repeating: 0, count: angles * radii)
        for angle in 1..<angles {
            var next = [Float](repeating: .infinity, count: radii)
            // The path has to come back: it cannot be further from the start than angles remain.
            let reach = min(angle, angles - angle)
            for radius in max(0, start - reach)...min(radii - 1, start + reach) {
                var (least, step) = (total[radius], 0)
                if radius > 0, total[radius - 1] + bend < least {
                    (least, step) = (total[radius - 1] + bend, -1)
                }
                if radius + 1 < radii, total[radius + 1] + bend < least {
                    (least, step) = (total[radius + 1] + bend, 1)
                }
                next[radius] = least + costs[angle * radii + radius]
                cameFrom[angle * radii + radius] = Int8(step)
            }
            total = next
        }
        return closed(total, cameFrom, start: start, angles: angles, bend: bend, limit: limit)
    }

    /// Joins the last ray to the first and walks back.
    private static func closed(
        _ total: [Float], _ cameFrom: [Int8], start: Int, angles: Int, bend: Float, limit: Float
    ) -> (cost: Float, path: [Int])? {
        let radii = total.count
        let ends = (max(0, start - 1)...min(radii - 1, start + 1)).map { end in
            (cost: total[end] + (end == start ? 0 : bend), end: end)
        }
        guard let last = ends.min(by: { $0.cost < $1.cost }), last.cost < limit else { return nil }
        var path = [Int](repeating: 0, count: angles)
        var radius = last.end
        for angle in stride(from: angles - 1, through: 0, by: -1) {
            path[angle] = radius
            radius += Int(cameFrom[angle * radii + radius])
        }
        return (last.cost, path)
    }
}
