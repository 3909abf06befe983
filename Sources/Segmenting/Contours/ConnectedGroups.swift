import Geometry
import Raster

/// Which pixels count as neighbours.
package enum Connectivity: Sendable {
    /// Sharing an edge.
    case four
    /// Sharing an edge or a corner.
    case eight
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
        // Plain loops and arrays here: generic code of another module is not specialised.
        var waiting = [Int32](repeating: 0, count: plane.size.count)
        for pixel in waiting.indices where belongs(plane.samples[pixel]) {
            waiting[pixel] = Flood.waiting
        }
        var flood = Flood(waiting, size: plane.size, connectivity: connectivity)
        var groups: [PixelGroup] = []
        for start in 0..<plane.size.count where flood.isWaiting(start) {
            groups.append(flood.group(from: start, number: Int32(groups.count + 1)))
        }
        numbers = Plane(size: plane.size, samples: flood.numbers)
        self.groups = groups
    }
}

/// Numbers pixels from one to its neighbours.
private struct Flood {
    static let waiting: Int32 = -1
    private let size: PlaneSize
    private let reachesCorners: Bool
    private(set) var numbers: [Int32]

    init(_ numbers: [Int32], size: PlaneSize, connectivity: Connectivity) {
        self.numbers = numbers
        self.size = size
        reachesCorners = connectivity == .eight
    }

    func isWaiting(_ pixel: Int) -> Bool { numbers[pixel] == Self.waiting }

    /// Takes every pixel connected to `start`, a run of a row at a time.
    mutating func group(from start: Int, number: Int32) -> PixelGroup {
        let columns = size.columns
        var pixels: [Int] = []
        var extent = Extent(column: start % columns, row: start / columns)
        var starts = [start]
        while let next = starts.popLast() {
            guard isWaiting(next) else { continue }
            let row = next / columns
            let first = row * columns
            var left = next
            while left > first, isWaiting(left - 1) { left -= 1 }
            var right = next
            while right + 1 < first + columns, isWaiting(right + 1) { right += 1 }
            for pixel in left...right { numbers[pixel] = number }
            pixels.append(contentsOf: left...right)
            extent.include(columns: (left - first)...(right - first), row: row)
            let reach = reachesCorners ? 1 : 0
            let from = max(left - reach, first)
            let to = min(right + reach, first + columns - 1)
            if row > 0 { addRuns(from: from - columns, to: to - columns, &starts) }
            if row + 1 < size.rows {
                addRuns(from: from + columns, to: to + columns, &starts)
            }
        }
        return PixelGroup(number: number, pixels: pixels, box: extent.box)
    }

    /// Adds the first pixel of every waiting run between two pixels of a row.
    private func addRuns(from: Int, to: Int, _ starts: inout [Int]) {
        var isRun = false
        for pixel in from...to {
            let waits = isWaiting(pixel)
            if waits, !isRun { starts.append(pixel) }
            isRun = waits
        }
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

    mutating func include(columns more: ClosedRange<Int>, row: Int) {
        columns =
            min(columns.lowerBound, more.lowerBound)...max(columns.upperBound, more.upperBound)
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
