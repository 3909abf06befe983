import Geometry
import Raster

/// Which pixels count as neighbours.
package enum Connectivity: Sendable {
    /// Sharing an edge.
    case four
    /// Sharing an edge or a corner.
    case eight

    fileprivate var steps: [(columns: Int, rows: Int)] {
        let edges = [(-1, 0), (1, 0), (0, -1), (0, 1)]
        let corners = [(-1, -1), (1, -1), (-1, 1), (1, 1)]
        return (self == .four ? edges : edges + corners).map { (columns: $0.0, rows: $0.1) }
    }
}

/// One connected group of pixels.
package struct PixelGroup: Hashable, Sendable {
    /// Value of its pixels in `ConnectedGroups.numbers`, from 1.
    package let number: Int32
    /// Indices into the plane's samples, in no particular order.
    package let pixels: [Int]
    package let box: PixelBox
}

/// The connected groups of the pixels that satisfy a condition, in raster order of their first pixel.
package struct ConnectedGroups: Sendable {
    /// 0 outside every group.
    package let numbers: Plane<Int32>
    package let groups: [PixelGroup]

    package init<Sample>(
        of plane: Plane<Sample>, connectivity: Connectivity, where belongs: (Sample) -> Bool
    ) {
        var numbers = plane.map { belongs($0) ? Int32(-1) : 0 }
        var groups: [PixelGroup] = []
        for start in numbers.samples.indices where numbers.samples[start] == -1 {
            groups.append(
                Self.group(
                    from: start, number: Int32(groups.count + 1), in: &numbers,
                    steps: connectivity.steps))
        }
        self.numbers = numbers
        self.groups = groups
    }

    /// Numbers every pixel connected to `start`.
    private static func group(
        from start: Int, number: Int32, in numbers: inout Plane<Int32>,
        steps: [(columns: Int, rows: Int)]
    ) -> PixelGroup {
        let size = numbers.size
        var pixels = [start]
        var extent = Extent(column: start % size.columns, row: start / size.columns)
        numbers.samples[start] = number
        var next = 0
        while next < pixels.count {
            let column = pixels[next] % size.columns
            let row = pixels[next] / size.columns
            next += 1
            extent.include(column: column, row: row)
            for step in steps {
                let x = column + step.columns
                let y = row + step.rows
                guard x >= 0, y >= 0, x < size.columns, y < size.rows else { continue }
                let index = y * size.columns + x
                guard numbers.samples[index] == -1 else { continue }
                numbers.samples[index] = number
                pixels.append(index)
            }
        }
        return PixelGroup(number: number, pixels: pixels, box: extent.box)
    }
}

/// A growing range of columns and rows.
private struct Extent {
    var columns: ClosedRange<Int>
    var rows: ClosedRange<Int>

    init(column: Int, row: Int) {
        columns = column...column
        rows = row...row
    }

    mutating func include(column: Int, row: Int) {
        columns = min(columns.lowerBound, column)...max(columns.upperBound, column)
        rows = min(rows.lowerBound, row)...max(rows.upperBound, row)
    }

    var box: PixelBox {
        guard
            let box = PixelBox(
                column: columns.lowerBound, row: rows.lowerBound, columns: columns.count,
                rows: rows.count)
        else { preconditionFailure("a range of pixels is never empty") }
        return box
    }
}
