import Anatomy
import Geometry
import JSON
import StudyModel

/// One nerve outline as reported, every number rounded to the decimals of its unit.
package struct NerveRecord: Hashable, Sendable {
    package let rank: Int
    package let name: NerveName
    package let side: Laterality?
    package let level: GlutealLevel?
    package let provenance: Provenance
    package let convention: OutlineConvention
    package let confidence: Double?
    package let scale: ScaleRecord
    /// Vertices in pixels of the source picture, rounded to `outlineDecimals`.
    package var outline: [PixelPoint]
    package let quantities: [QuantityKind: Quantity]
    package let flags: [QualityFlag]
    /// By landmarks, from above; MR volumes only.
    package var levels: [GlutealLevel] = []

    package static let outlineDecimals = 2
    package static let confidenceDecimals = 3
}

extension NerveRecord {
    package init(_ measurement: NerveMeasurement, context: AcquisitionContext) {
        self.init(
            measurement, rank: measurement.nerve.rank, side: context.laterality,
            level: context.level, levels: [])
    }

    /// One part of a nerve in a slice of a volume.
    ///
    /// - Parameter levels: of the slice; the one with the most of its landmark comes into `level`, the first of
    ///   those that a person states.
    package init(
        _ measurement: NerveMeasurement, rank: Int, side: Laterality, levels: [LevelAssignment]
    ) {
        self.init(
            measurement, rank: rank, side: side,
            level: levels.max { $0.landmarkArea < $1.landmarkArea }?.level,
            levels: levels.map(\.level))
    }

    private init(
        _ measurement: NerveMeasurement, rank: Int, side: Laterality?, level: GlutealLevel?,
        levels: [GlutealLevel]
    ) {
        let nerve = measurement.nerve
        self.init(
            rank: rank, name: nerve.name, side: side, level: level,
            provenance: nerve.provenance, convention: nerve.convention,
            confidence: nerve.confidence?.rounded(toDecimals: Self.confidenceDecimals),
            scale: ScaleRecord(measurement.calibration),
            outline: nerve.outline.vertices.map(Self.rounded),
            quantities: measurement.quantities.reduce(into: [:]) { kept, entry in
                kept[entry.key] = entry.value.rounded(for: entry.key.unit)
            },
            flags: Array(Set(measurement.flags)).sorted { $0.rawValue < $1.rawValue },
            levels: levels)
    }

    private static func rounded(_ vertex: PixelPoint) -> PixelPoint {
        PixelPoint(
            column: vertex.column.rounded(toDecimals: outlineDecimals) ?? 0,
            row: vertex.row.rounded(toDecimals: outlineDecimals) ?? 0)
    }
}

extension Quantity {
    /// `nil` when the value is not a finite number; an interval that is not finite is dropped.
    fileprivate func rounded(for unit: Unit) -> Quantity? {
        guard let value = value.rounded(toDecimals: unit.decimals) else { return nil }
        guard let low = interval?.lowerBound.rounded(toDecimals: unit.decimals),
            let high = interval?.upperBound.rounded(toDecimals: unit.decimals)
        else { return Quantity(value) }
        return Quantity(value, interval: low...high)
    }
}

extension Double {
    /// The number that `DecimalText` prints; `nil` when it prints none.
    package func rounded(toDecimals decimals: Int) -> Double? {
        DecimalText.text(self, decimals: decimals).flatMap(Double.init)
    }
}
