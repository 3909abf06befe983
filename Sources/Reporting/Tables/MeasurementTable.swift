import Anatomy
import StudyModel

/// One nerve of one item: a row of `measurements.tsv`.
package struct MeasurementRow: Sendable {
    package let item: ItemRecord
    package let nerve: NerveRecord

    /// Ordered by rank.
    package static func rows(of item: ItemRecord) -> [MeasurementRow] {
        item.nerves.sorted { $0.rank < $1.rank }.map { MeasurementRow(item: item, nerve: $0) }
    }
}

extension Table where Row == MeasurementRow {
    /// `measurements.tsv`: one row per nerve outline.
    package static let measurements = Table(
        title: "measurements",
        columns: identity + QuantityKind.allCases.flatMap(columns) + scale + covariates + landmarks)

    private static var identity: [Column<Row>] {
        [
            Column("item", "id of the item, as in items.tsv") { .text($0.item.source.item) },
            Column("input", "path relative to the INPUT argument") {
                .text($0.item.source.input)
            },
            Column("frame", "number of the frame in its file, from 1") {
                .optional($0.item.source.frame)
            },
            Column("rank", "1 is the most likely nerve of the frame") {
                .integer($0.nerve.rank)
            },
            Column(
                "nerve", "what the outline is said to be; only the operator names a nerve",
                words: NerveName.allCases.map(\.rawValue)
            ) { .text($0.nerve.name.rawValue) },
            Column(
                "side", "side of the body, as stated", words: Laterality.allCases.map(\.rawValue)
            ) { .optional($0.nerve.side?.rawValue) },
            Column(
                "level",
                "level of the deep gluteal space or thigh, as stated, or in MR that of the nearest landmark",
                words: GlutealLevel.allCases.map(\.rawValue)
            ) { .optional($0.nerve.level?.rawValue) },
            Column(
                "provenance", "who drew the outline", words: Provenance.allCases.map(\.rawValue)
            ) { .text($0.nerve.provenance.rawValue) },
            Column(
                "outline_convention",
                "border that the outline follows; areas of different conventions do not compare",
                words: OutlineConvention.allCases.map(\.rawValue)
            ) { .text($0.nerve.convention.rawValue) },
            Column(
                "confidence", "estimated chance that the outline is acceptable, 0 to 1", unit: "1"
            ) { .optional($0.nerve.confidence, decimals: NerveRecord.confidenceDecimals) },
        ]
    }

    /// A quantity; an area is followed by the ends of its interval.
    private static func columns(for kind: QuantityKind) -> [Column<Row>] {
        let value = Column<Row>(kind.rawValue, kind.meaning, unit: kind.unit.rawValue) {
            .optional($0.nerve.quantities[kind]?.value, decimals: kind.unit.decimals)
        }
        switch kind {
        case .crossSectionalArea: return [value] + interval("csa_low_mm2", "csa_high_mm2", kind)
        case .areaInPixels: return [value] + interval("area_low_px", "area_high_px", kind)
        default: return [value]
        }
    }

    private static func interval(
        _ low: String, _ high: String, _ kind: QuantityKind
    ) -> [Column<Row>] {
        let words =
            "end of the 95 % model interval of \(kind.rawValue); "
            + "differences between readers are not in it"
        return [
            Column(low, "lower " + words, unit: kind.unit.rawValue) {
                .optional(
                    $0.nerve.quantities[kind]?.interval?.lowerBound, decimals: kind.unit.decimals)
            },
            Column(high, "upper " + words, unit: kind.unit.rawValue) {
                .optional(
                    $0.nerve.quantities[kind]?.interval?.upperBound, decimals: kind.unit.decimals)
            },
        ]
    }

    private static var scale: [Column<Row>] {
        [
            Column("spacing_row_mm", "distance between rows that was used", unit: "mm") {
                .optional(
                    $0.nerve.scale.spacingRowMillimetres, decimals: ScaleRecord.spacingDecimals)
            },
            Column("spacing_column_mm", "distance between columns that was used", unit: "mm") {
                .optional(
                    $0.nerve.scale.spacingColumnMillimetres,
                    decimals: ScaleRecord.spacingDecimals)
            },
            Column("scale_basis", "where the spacing comes from") {
                .optional($0.nerve.scale.basis)
            },
            Column("scale_gap", "why there are no millimetres") { .optional($0.nerve.scale.gap) },
            Column(
                "flags", "remarks that lower trust, separated by commas",
                words: QualityFlag.allCases.map(\.rawValue)
            ) { row in
                let flags = Set(row.item.flags).union(row.nerve.flags).map(\.rawValue).sorted()
                return .text(flags.joined(separator: ","))
            },
        ]
    }

    private static var covariates: [Column<Row>] {
        [
            Column("manufacturer", "DICOM Manufacturer (0008,0070)") {
                .optional($0.item.covariates.manufacturer)
            },
            Column("probe", "probe, as stated by the sidecar file or the DICOM header") {
                .optional($0.item.covariates.probe)
            },
            Column("transducer_frequency_mhz", "transducer frequency, as stated", unit: "MHz") {
                .optional(
                    $0.item.covariates.transducerFrequencyMegahertz, decimals: Covariates.decimals)
            },
            Column("position", "position of the patient, as stated by the sidecar file") {
                .optional($0.item.covariates.position)
            },
            Column(
                "modality", "DICOM modality whose rules were applied",
                words: Modality.allCases.map(\.rawValue)
            ) { .optional($0.item.modality?.rawValue) },
        ]
    }

    private static var landmarks: [Column<Row>] {
        [
            Column(
                "levels",
                "levels by landmarks around the nerve, separated by commas; MR volumes only",
                words: GlutealLevel.allCases.map(\.rawValue)
            ) { .text($0.nerve.levels.map(\.rawValue).joined(separator: ",")) },
            Column(
                "sequence", "what the MR series weighs, by its header; MR volumes only",
                words: MRSequenceKind.allCases.map(\.rawValue)
            ) { .optional($0.item.covariates.sequence?.rawValue) },
        ]
    }
}
