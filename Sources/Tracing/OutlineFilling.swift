import Geometry
import Raster

extension LabelPlane {
    /// Gives `label` to every pixel whose *centre* lies inside `outline` (even–odd rule).
    ///
    /// Parts outside the plane are left out. Filling the outer border of a `MaskOutline` gives its
    /// pixels back, holes filled.
    package mutating func fill(_ outline: Outline, with label: UInt8) {
        guard let whole = PixelBox(column: 0, row: 0, columns: size.columns, rows: size.rows)
        else { return }
        fill(outline, with: label, seenIn: whole)
    }

    /// The same on a plane that shows the pixels of `box` only.
    ///
    /// - Precondition: the plane has the size of `box`.
    package mutating func fill(_ outline: Outline, with label: UInt8, seenIn box: PixelBox) {
        for run in outline.pixelRuns(in: box) {
            let start = (run.row - box.row) * size.columns - box.column
            for index in start + run.columns.lowerBound..<start + run.columns.upperBound {
                samples[index] = label
            }
        }
    }

    /// A plane of zeros in which the pixels inside `outline` carry `label`.
    package init(size: PlaneSize, inside outline: Outline, label: UInt8) {
        self.init(size: size, filledWith: 0)
        fill(outline, with: label)
    }
}

/// Neighbouring pixels of one row.
package struct PixelRun: Hashable, Sendable {
    package let row: Int
    package let columns: Range<Int>
}

extension Outline {
    /// The pixels of `box` whose centres lie inside (even–odd rule), row by row.
    ///
    /// A centre exactly on the outline counts on the upper and left border and not on the lower
    /// and right one, so that outlines which share a border never share a pixel; this is the rule
    /// of `encloses`.
    package func pixelRuns(in box: PixelBox) -> [PixelRun] {
        let rows = meetingRows(box.row..<box.endRow)
        var runs: [PixelRun] = []
        for (row, crossings) in zip(rows, crossings(ofRows: rows)) {
            let sorted = crossings.sorted()
            for pair in stride(from: 0, to: sorted.count - 1, by: 2) {
                let first = Swift.max(Double(box.column), sorted[pair].rounded(.up))
                let end = Swift.min(Double(box.endColumn), sorted[pair + 1].rounded(.up))
                guard first < end else { continue }
                runs.append(PixelRun(row: row, columns: Int(first)..<Int(end)))
            }
        }
        return runs
    }

    /// The rows whose centre lines meet the outline.
    private func meetingRows(_ rows: Range<Int>) -> Range<Int> {
        var (top, bottom) = (Double.infinity, -Double.infinity)
        for vertex in vertices {
            top = Swift.min(top, vertex.row)
            bottom = Swift.max(bottom, vertex.row)
        }
        let first = Swift.max(Double(rows.lowerBound), top.rounded(.up))
        let end = Swift.min(Double(rows.upperBound), bottom.rounded(.up))
        return first < end ? Int(first)..<Int(end) : 0..<0
    }

    /// For each row: the columns where the outline crosses its centre line, unsorted.
    private func crossings(ofRows rows: Range<Int>) -> [[Double]] {
        var crossings = [[Double]](repeating: [], count: rows.count)
        var previous = vertices[vertices.count - 1]
        for vertex in vertices {
            let (upper, lower) = previous.row < vertex.row ? (previous, vertex) : (vertex, previous)
            // Centre lines with upper.row <= row < lower.row, as in `encloses`.
            let first = Swift.max(Double(rows.lowerBound), upper.row.rounded(.up))
            let end = Swift.min(Double(rows.upperBound), lower.row.rounded(.up))
            if first < end {
                let slope = (lower.column - upper.column) / (lower.row - upper.row)
                for row in Int(first)..<Int(end) {
                    let column = upper.column + slope * (Double(row) - upper.row)
                    crossings[row - rows.lowerBound].append(column)
                }
            }
            previous = vertex
        }
        return crossings
    }
}
