import Agreement
import Anatomy

extension Table where Row == ReadingPair {
    /// `pairs.tsv`: one row per image.
    package static let agreementPairs = Table(
        title: "agreement_pairs", columns: identity + overlap + distances + detection + areas)

    private static var identity: [Column<Row>] {
        [
            Column("image", "path of the image in the reference, without extension") {
                .text($0.key)
            },
            Column("frame", "number of the frame, from 1", unit: "1") { .optional($0.frame) },
            Column("subject", "whose image it is; the image itself where nothing was stated") {
                .text($0.subject)
            },
            Column(
                "side", "side of the body, as stated", words: Laterality.allCases.map(\.rawValue)
            ) { .optional($0.side?.rawValue) },
            Column("level", "level, as stated", words: GlutealLevel.allCases.map(\.rawValue)) {
                .optional($0.level?.rawValue)
            },
            Column(
                "status", "what became of the image",
                words: ReadingPair.Status.allCases.map(\.rawValue)
            ) { .text($0.status.rawValue) },
            Column("reason", "why it is not compared, or declined") { .optional($0.reason?.code) },
            Column("explanation", "the reason as a sentence") {
                .optional($0.reason?.explanation)
            },
        ]
    }

    private static var overlap: [Column<Row>] {
        [
            Column("reference_voxels", "pixels or voxels of the nerve, reference", unit: "1") {
                .optional($0.masks?.overlap.first)
            },
            Column("against_voxels", "pixels or voxels of the nerve, other reader", unit: "1") {
                .optional($0.masks?.overlap.second)
            },
            Column("dice", "Dice coefficient; n/a when both are empty", unit: "1") {
                .optional($0.masks?.overlap.dice, decimals: 4)
            },
            Column("jaccard", "Jaccard coefficient; n/a when both are empty", unit: "1") {
                .optional($0.masks?.overlap.jaccard, decimals: 4)
            },
        ]
    }

    private static var distances: [Column<Row>] {
        [("mm", "mm", \MaskComparison.millimetres), ("px", "{pixels}", \.pixels)]
            .flatMap { suffix, unit, kind in
                [
                    Column<Row>(
                        "hd95_" + suffix, "95th percentile of the distances between the surfaces",
                        unit: unit
                    ) { .optional($0.masks?[keyPath: kind]?.hausdorff95, decimals: 3) },
                    Column<Row>(
                        "assd_" + suffix, "mean of the distances between the surfaces, both ways",
                        unit: unit
                    ) { .optional($0.masks?[keyPath: kind]?.averageSymmetric, decimals: 3) },
                ]
            }
    }

    private static var detection: [Column<Row>] {
        [
            Column("nerves_found", "nerves of the reference that were found", unit: "1") {
                .optional($0.masks?.detection.found)
            },
            Column("nerves_missed", "nerves of the reference that were not", unit: "1") {
                .optional($0.masks?.detection.missed)
            },
            Column("nerves_spurious", "nerves of the other reader alone", unit: "1") {
                .optional($0.masks?.detection.spurious)
            },
        ]
    }

    private static var areas: [Column<Row>] {
        ReadingPair.AreaUnit.allCases.flatMap { unit in
            let suffix = unit == .pixels ? "px" : "mm2"
            return [
                Column<Row>(
                    "reference_area_" + suffix, "area of the nerve, reference", unit: unit.rawValue
                ) { .optional($0.areas(in: unit)?.reference, decimals: 2) },
                Column<Row>(
                    "against_area_" + suffix, "area of the nerve, other reader",
                    unit: unit.rawValue
                ) { .optional($0.areas(in: unit)?.against, decimals: 2) },
            ]
        }
    }
}

extension ReadingPair {
    func areas(in unit: AreaUnit) -> Areas? { areas?.unit == unit ? areas : nil }
}
