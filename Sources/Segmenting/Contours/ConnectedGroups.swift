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
    /// Neighbouring pixels of a row, as indices into the plane's samples; in raster order.
    package let runs: [Range<Int>]
    /// Of pixels.
    package let count: Int
    package let box: PixelBox

    /// Indices into the plane's samples, in raster order.
    package var pixels: FlattenSequence<[Range<Int>]> { runs.joined() }
}

/// The connected groups of the pixels that satisfy a condition, in raster order of their first pixel.
package struct ConnectedGroups: Sendable {
    /// 0 outside every group.
    package let numbers: Plane<Int32>
    package let groups: [PixelGroup]

    package init<Sample>(
        of plane: Plane<Sample>, connectivity: Connectivity, where belongs: (Sample) -> Bool
    ) {
        groups = PixelGroup.groups(of: plane, connectivity: connectivity, where: belongs)
        var numbers = Plane<Int32>(size: plane.size, filledWith: 0)
        for group in groups {
            for run in group.runs {
                for pixel in run { numbers.samples[pixel] = group.number }
            }
        }
        self.numbers = numbers
    }
}

extension PixelGroup {
    /// The groups alone, in raster order of their first pixel.
    package static func groups<Sample>(
        of plane: Plane<Sample>, connectivity: Connectivity, where belongs: (Sample) -> Bool
    ) -> [PixelGroup] {
        let size = plane.size
        var runs = JoinedRuns(reach: connectivity == .eight ? 1 : 0)
        for row in 0..<size.rows {
            let first = row * size.columns
            let end = first + size.columns
            var pixel = first
            while pixel < end {
                guard belongs(plane.samples[pixel]) else {
                    pixel += 1
                    continue
                }
                let start = pixel
                while pixel < end, belongs(plane.samples[pixel]) { pixel += 1 }
                runs.append(start..<pixel, columns: size.columns)
            }
            runs.endRow()
        }
        return runs.groups(columns: size.columns)
    }
}

/// Runs of neighbouring pixels, row by row, joined where they touch (union–find over runs; He, Chao
/// and Suzuki 2008, doi:10.1109/TIP.2008.919369).
private struct JoinedRuns {
    /// Columns that neighbouring rows may lie apart: 1 where corners join.
    private let reach: Int
    private var runs: [Range<Int>] = []
    /// For each run an earlier one of its group, or itself: then it holds the group's first pixel.
    private var earlier: [Int] = []
    /// Runs of the row above that may still touch, and where the row in hand starts.
    private var above = 0..<0
    private var rowStart = 0

    init(reach: Int) { self.reach = reach }

    mutating func append(_ run: Range<Int>, columns: Int) {
        let number = runs.count
        runs.append(run)
        earlier.append(number)
        let from = run.lowerBound - columns - reach
        let to = run.upperBound - columns + reach
        while let next = above.first, runs[next].upperBound <= from {
            above = next + 1..<above.upperBound
        }
        for other in above {
            guard runs[other].lowerBound < to else { return }
            join(number, other)
        }
    }

    mutating func endRow() {
        above = rowStart..<runs.count
        rowStart = runs.count
    }

    private func first(of run: Int) -> Int {
        var run = run
        while earlier[run] != run { run = earlier[run] }
        return run
    }

    private mutating func join(_ one: Int, _ other: Int) {
        let (a, b) = (first(of: one), first(of: other))
        earlier[max(a, b)] = min(a, b)
        // Short ways keep long groups from being walked run by run.
        earlier[one] = min(a, b)
    }

    func groups(columns: Int) -> [PixelGroup] {
        var number = [Int](repeating: 0, count: runs.count)
        var members: [[Range<Int>]] = []
        for (index, run) in runs.enumerated() {
            let first = first(of: index)
            if first == index {
                members.append([])
                number[index] = members.count - 1
            }
            number[index] = number[first]
            members[number[index]].append(run)
        }
        return members.enumerated().map { index, runs in
            PixelGroup(number: Int32(index + 1), runs: runs, columns: columns)
        }
    }
}

extension PixelGroup {
    /// - Parameter runs: at least one, in raster order.
    fileprivate init(number: Int32, runs: [Range<Int>], columns: Int) {
        let top = runs[0].lowerBound / columns
        let bottom = runs[runs.count - 1].lowerBound / columns
        var (left, right, count) = (columns, 0, 0)
        for run in runs {
            let start = run.lowerBound % columns
            left = min(left, start)
            right = max(right, start + run.count)
            count += run.count
        }
        guard
            let box = PixelBox(
                column: left, row: top, columns: right - left, rows: bottom - top + 1)
        else { preconditionFailure("a run of pixels is never empty") }
        self.init(number: number, runs: runs, count: count, box: box)
    }
}
