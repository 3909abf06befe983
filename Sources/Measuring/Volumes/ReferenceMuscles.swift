import Anatomy
import Geometry
import Raster
import StudyModel

/// A muscle to compare with, and how coils shade the pixels around the nerve.
struct LocalReference {
    /// Its values are what they would be at the nerve.
    let muscle: ReferenceMuscle
    let field: ShadingField
}

/// Finds the muscle that a slice's nerve is compared with: in the same slice, near the nerve, without its
/// border, where fat is mixed in, and with the shading of the coils between muscle and nerve taken out.
struct ReferenceMuscles {
    private let volume: LabelledVolume

    /// From the nerve's centre, mm.
    private static let reach = 45.0
    /// Of muscle that shading is fitted to, mm.
    private static let fieldReach = 80.0
    /// Nearer than this to another label a pixel is border, mm.
    private static let margin = 1.6
    private static let leastArea = 100.0
    /// Brighter than the darkest muscle of the slice by more is oedema or fat, not reference.
    private static let mostBrightness = 1.35
    /// Quartile distance by median; streaks of fat make muscle uneven.
    private static let mostSpread = 0.6
    /// Every so many pixels are read, along rows and columns.
    private static let stride = 2
    /// In order of preference: largest and least often ill first.
    private static let muscles: [AnatomicalLabel] = [
        .gluteusMaximus, .obturatorInternus, .adductorMagnus, .quadratusFemoris, .hamstrings,
    ]

    init(_ volume: LabelledVolume) { self.volume = volume }

    func reference(
        near centre: PatientPoint, in slice: Int, of picture: Plane<Float>
    ) -> Outcome<LocalReference, SignalGap> {
        let plane = volume.geometry.planes[slice]
        let at = plane.pixel(under: centre).pixel
        let samples = samples(near: centre, in: slice, of: picture)
        let field = ShadingField(
            AnatomicalLabel.allCases.flatMap { samples[$0] ?? [] }, around: at,
            spacing: plane.spacing,
            scale: Self.fieldReach)
        let found = Self.muscles.compactMap { label in
            samples[label].flatMap { muscle(label, $0, at, field, plane.spacing) }
        }
        guard !found.isEmpty else { return .abstained(.noReferenceMuscle) }
        let large = found.filter { $0.area >= Self.leastArea }
        guard let darkest = large.map(\.median).min() else {
            return .abstained(.referenceTooSmall)
        }
        guard darkest > 0 else { return .abstained(.noReferenceMuscle) }
        let dark = large.filter { $0.median <= Self.mostBrightness * darkest }
        guard let even = dark.first(where: { $0.spread <= Self.mostSpread }) else {
            return .abstained(.referenceFatty)
        }
        return .value(LocalReference(muscle: even, field: field))
    }

    /// `nil` for a muscle that is not near the nerve.
    private func muscle(
        _ label: AnatomicalLabel, _ samples: [ShadingField.Sample], _ centre: PixelPoint,
        _ field: ShadingField, _ spacing: PixelSpacing
    ) -> ReferenceMuscle? {
        let near = samples.filter { sample in
            let x = (Double(sample.column) - centre.column) * spacing.betweenColumns.value
            let y = (Double(sample.row) - centre.row) * spacing.betweenRows.value
            return x * x + y * y <= Self.reach * Self.reach
        }
        let values = near.map {
            Float(Double($0.value) / field.gain(column: $0.column, row: $0.row))
        }
        return Quartiles(values).map {
            ReferenceMuscle(
                muscle: label, median: $0.median, spread: $0.relativeDistance,
                area: Double(near.count * Self.stride * Self.stride) * spacing.pixelArea.value)
        }
    }

    /// The inside of every named muscle; in a fixed order within each.
    private func samples(
        near centre: PatientPoint, in slice: Int, of picture: Plane<Float>
    ) -> [AnatomicalLabel: [ShadingField.Sample]] {
        let interior = LabelInterior(
            volume.labels[slice], spacing: volume.geometry.planes[slice].spacing,
            margin: Self.margin)
        var samples: [AnatomicalLabel: [ShadingField.Sample]] = [:]
        volume.forEachPixel(within: Self.fieldReach, of: centre, in: slice) { column, row, label in
            guard column % Self.stride == 0, row % Self.stride == 0,
                label >= AnatomicalLabel.gluteusMaximus.rawValue,
                let muscle = AnatomicalLabel(rawValue: label),
                interior.contains(column: column, row: row)
            else { return }
            let value = picture[column: column, row: row]
            samples[muscle, default: []].append(
                ShadingField.Sample(column: column, row: row, value: value))
        }
        return samples
    }
}
