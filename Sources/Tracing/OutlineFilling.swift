import Geometry
import Raster

extension LabelPlane {
    /// Gives `label` to every pixel whose *centre* lies inside `outline` (even–odd rule).
    ///
    /// A centre exactly on the outline counts on the upper and left border and not on the lower
    /// and right one, so that outlines which share a border never share a pixel; this is the rule
    /// of `Outline.encloses`. Parts outside the plane are left out. Filling the outer border of a
    /// `MaskOutline` gives its pixels back, holes filled.
    package mutating func fill(_ outline: Outline, with label: UInt8) {
        for (row, crossings) in outline.crossings(ofRows: 0..<size.rows) {
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let first = Swift.max(0, crossings[pair].rounded(.up))
                let end = Swift.min(Double(size.columns), crossings[pair + 1].rounded(.up))
                guard first < end else { continue }
                for column in Int(first)..<Int(end) { self[column: column, row: row] = label }
            }
        }
    }

    /// A plane of zeros in which the pixels inside `outline` carry `label`.
    package init(size: PlaneSize, inside outline: Outline, label: UInt8) {
        self.init(size: size, filledWith: 0)
        fill(outline, with: label)
    }
}

extension Outline {
    /// For each row that meets the outline: the columns where its centre line is crossed, sorted.
    fileprivate func crossings(ofRows rows: Range<Int>) -> [(row: Int, columns: [Double])] {
        var crossings: [Int: [Double]] = [:]
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
                    crossings[row, default: []].append(column)
                }
            }
            previous = vertex
        }
        return crossings.map { ($0.key, $0.value.sorted()) }.sorted { $0.row < $1.row }
    }
}
