import Geometry
import Raster

/// Whether a pixel lies deep enough in its structure.
struct LabelInterior {
    private let labels: LabelPlane
    private let columns: Int
    private let rows: Int

    init(_ labels: LabelPlane, spacing: PixelSpacing, margin: Double) {
        self.labels = labels
        columns = max(1, Int((margin / spacing.betweenColumns.value).rounded()))
        rows = max(1, Int((margin / spacing.betweenRows.value).rounded()))
    }

    /// Whether its neighbours, and the pixels at the margin's distance along rows, columns and
    /// diagonals, carry its label.
    func contains(column: Int, row: Int) -> Bool {
        let own = labels[column: column, row: row]
        let (x, y) = ((columns * 7 + 5) / 10, (rows * 7 + 5) / 10)
        func isOwn(_ across: Int, _ down: Int) -> Bool {
            let (c, r) = (column + across, row + down)
            return c >= 0 && r >= 0 && c < labels.size.columns && r < labels.size.rows
                && labels[column: c, row: r] == own
        }
        return isOwn(columns, 0) && isOwn(-columns, 0) && isOwn(0, rows) && isOwn(0, -rows)
            && isOwn(x, y) && isOwn(-x, y) && isOwn(x, -y) && isOwn(-x, -y)
            && isOwn(1, 0) && isOwn(-1, 0) && isOwn(0, 1) && isOwn(0, -1)
    }
}

/// The quarters of a set of numbers.
struct Quartiles {
    let lower: Double
    let median: Double
    let upper: Double

    /// `nil` for no numbers.
    init?(_ values: [Float]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func at(_ share: Double) -> Double {
            Double(sorted[Int((share * Double(sorted.count - 1)).rounded())])
        }
        (lower, median, upper) = (at(0.25), at(0.5), at(0.75))
    }

    var relativeDistance: Double { median > 0 ? (upper - lower) / median : .infinity }
}
