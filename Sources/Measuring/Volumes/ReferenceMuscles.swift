import Anatomy
import Geometry
import Raster
import StudyModel

/// Finds the muscle that a slice's nerve is compared with: in the same slice, near the nerve, so that
/// coils shade both alike, and without its border, where fat is mixed in.
struct ReferenceMuscles {
    let volume: LabelledVolume

    /// From the nerve's centre, mm.
    private static let reach = 45.0
    /// Nearer than this to another label a pixel is border, mm.
    private static let margin = 1.6
    private static let leastArea = 100.0
    /// Brighter than the darkest muscle of the slice by more is oedema or fat, not reference.
    private static let mostBrightness = 1.35
    /// Quartile distance by median; streaks of fat make muscle uneven.
    private static let mostSpread = 0.6
    /// In order of preference: largest and least often ill first.
    private static let muscles: [AnatomicalLabel] = [
        .gluteusMaximus, .obturatorInternus, .adductorMagnus, .quadratusFemoris, .hamstrings,
    ]

    init(_ volume: LabelledVolume) { self.volume = volume }

    func reference(
        near centre: PatientPoint, in slice: Int, of picture: Plane<Float>
    ) -> Outcome<ReferenceMuscle, SignalGap> {
        let found = muscles(near: centre, in: slice, of: picture)
        guard !found.isEmpty else { return .abstained(.noReferenceMuscle) }
        let large = found.filter { $0.area >= Self.leastArea }
        guard let darkest = large.map(\.median).min() else {
            return .abstained(.referenceTooSmall)
        }
        let dark = large.filter { $0.median <= Self.mostBrightness * darkest }
        guard let even = dark.first(where: { $0.spread <= Self.mostSpread }) else {
            return .abstained(.referenceFatty)
        }
        return even.median > 0 ? .value(even) : .abstained(.noReferenceMuscle)
    }

    private func muscles(
        near centre: PatientPoint, in slice: Int, of picture: Plane<Float>
    ) -> [ReferenceMuscle] {
        var values: [UInt8: [Float]] = [:]
        let interior = LabelInterior(
            volume.labels[slice], spacing: volume.geometry.planes[slice].spacing,
            margin: Self.margin)
        volume.forEachPixel(within: Self.reach, of: centre, in: slice) { column, row, label in
            guard label >= AnatomicalLabel.gluteusMaximus.rawValue,
                interior.contains(column: column, row: row)
            else { return }
            values[label, default: []].append(picture[column: column, row: row])
        }
        let pixel = volume.geometry.planes[slice].spacing.pixelArea.value
        return Self.muscles.compactMap { muscle in
            guard let own = values[muscle.rawValue], let spread = Quartiles(own) else { return nil }
            return ReferenceMuscle(
                muscle: muscle, median: spread.median, spread: spread.relativeDistance,
                area: Double(own.count) * pixel)
        }
    }
}

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

    /// Whether the pixels at the margin's distance along rows, columns and diagonals carry one label.
    func contains(column: Int, row: Int) -> Bool {
        let own = labels[column: column, row: row]
        let (x, y) = ((columns * 7 + 5) / 10, (rows * 7 + 5) / 10)
        let steps = [
            (columns, 0), (-columns, 0), (0, rows), (0, -rows), (x, y), (-x, y), (x, -y), (-x, -y),
            (1, 0), (-1, 0), (0, 1), (0, -1),
        ]
        return steps.allSatisfy { step in
            let (c, r) = (column + step.0, row + step.1)
            return c >= 0 && r >= 0 && c < labels.size.columns && r < labels.size.rows
                && labels[column: c, row: r] == own
        }
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
