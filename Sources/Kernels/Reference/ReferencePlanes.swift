import Raster

/// Filters and statistics of planes as textbook loops in `Double`.
enum ReferencePlanes {
    /// Along the rows, then down the columns.
    static func resized(
        _ plane: Plane<Float>, region: PlaneRegion, to size: PlaneSize
    ) -> Plane<Float> {
        let across = TriangleTaps.exact(from: region.columns, to: size.columns)
        let down = TriangleTaps.exact(from: region.rows, to: size.rows)
        var result = Plane<Float>(size: size, filledWith: 0)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                var sum = 0.0
                for (rowTap, rowWeight) in down[row].weights.enumerated() {
                    for (columnTap, columnWeight) in across[column].weights.enumerated() {
                        let sample = plane[
                            column: region.column + across[column].first + columnTap,
                            row: region.row + down[row].first + rowTap]
                        sum += Double(sample) * rowWeight * columnWeight
                    }
                }
                result[column: column, row: row] = Float(sum)
            }
        }
        return result
    }

    static func windowSums(_ plane: Plane<Float>) -> Plane<Float> {
        var result = plane
        for row in 0..<plane.size.rows {
            for column in 0..<plane.size.columns {
                var sum = 0.0
                for nearRow in max(0, row - 2)...min(plane.size.rows - 1, row + 2) {
                    for near in max(0, column - 2)...min(plane.size.columns - 1, column + 2) {
                        let sample = max(0, plane[column: near, row: nearRow])
                        sum += (Double(sample) + 0.5).rounded(.down)
                    }
                }
                result[column: column, row: row] = Float(sum)
            }
        }
        return result
    }

    static func moments(
        _ plane: Plane<Float>, region: PlaneRegion, mask: Plane<UInt8>?
    ) -> SampleMoments {
        var samples: [Double] = []
        for row in region.row..<(region.row + region.rows) {
            for column in region.column..<(region.column + region.columns)
            where mask?[column: column, row: row] != 0 {
                samples.append(Double(plane[column: column, row: row]))
            }
        }
        let count = Double(max(samples.count, 1))
        let mean = samples.reduce(0, +) / count
        let squares = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return SampleMoments(
            count: samples.count, mean: mean, standardDeviation: (squares / count).squareRoot())
    }
}
