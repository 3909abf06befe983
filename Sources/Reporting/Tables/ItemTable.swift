import Anatomy
import JSON
import StudyModel

extension Table where Row == ItemRecord {
    /// `items.tsv`: one row per input frame, slice or unreadable file.
    package static let items = items(marked: Marks())

    /// The same with what readers said.
    package static func items(marked marks: Marks) -> Table {
        Table(title: "items", columns: identity + cine + place + seriesPictures + readers(marks))
    }

    private static var identity: [Column<Row>] {
        [
            Column("item", "id of the item, unique in this folder") { .text($0.source.item) },
            Column("input", "path relative to the INPUT argument") { .text($0.source.input) },
            Column("study", "folder of the study; it exists when a frame of it was read") {
                .optional($0.source.study)
            },
            Column("series", "folder of the series in the study") { .optional($0.source.series) },
            Column("instance", "DICOM Instance Number (0020,0013)") {
                .optional($0.source.instance)
            },
            Column("frame", "number of the frame in its file, from 1") {
                .optional($0.source.frame)
            },
            Column(
                "modality", "DICOM modality whose rules were applied",
                words: Modality.allCases.map(\.rawValue)
            ) {
                .optional($0.modality?.rawValue)
            },
            Column(
                "status", "what became of the item", words: ItemStatus.allCases.map(\.rawValue)
            ) { .text($0.status.rawValue) },
            Column("reason", "why the item is not measured") { .optional($0.reason?.code) },
            Column("mask", "label picture on the source pixels, relative to this folder") {
                .optional($0.files.mask)
            },
            Column("overlay", "annotated picture, relative to this folder") {
                .optional($0.files.overlay)
            },
            Column("explanation", "the reason as a sentence, with the remedy") {
                .optional($0.reason?.explanation)
            },
            Column(
                "flags", "remarks on the frame that lower trust, separated by commas",
                words: QualityFlag.allCases.map(\.rawValue)
            ) { .text($0.flags.map(\.rawValue).joined(separator: ",")) },
        ]
    }

    /// Also of frames without a nerve: a figure by side or level counts those too.
    private static var place: [Column<Row>] {
        [
            Column(
                "side", "side of the body, as stated", words: Laterality.allCases.map(\.rawValue)
            ) { .optional($0.covariates.side?.rawValue) },
            Column(
                "level", "level of the deep gluteal space or thigh, as stated",
                words: GlutealLevel.allCases.map(\.rawValue)
            ) { .optional($0.covariates.level?.rawValue) },
        ]
    }

    /// Of frames of a cine through which one nerve was followed.
    private static var cine: [Column<Row>] {
        func displacement(
            _ name: String, _ direction: String, _ unit: Unit,
            _ value: any KeyPath<CinePlace, Double?> & Sendable
        ) -> Column<Row> {
            Column(
                name, "displacement of the followed nerve since it was first seen, \(direction)",
                unit: unit.rawValue
            ) { row in
                let place = row.cine.flatMap {
                    $0.inMillimetres == (unit == .millimetres) ? $0 : nil
                }
                return .optional(place?[keyPath: value], decimals: TrackRecord.decimals)
            }
        }
        let (across, deeper) = ("towards higher columns", "towards higher rows")
        return [
            Column("time_ms", "time since the first frame", unit: "ms") {
                .optional($0.cine?.timeMilliseconds, decimals: TrackRecord.decimals)
            },
            Column("followed_rank", "rank of the nerve that is followed; n/a in a gap") {
                .optional($0.cine?.followedRank)
            },
            displacement("displacement_columns_mm", across, .millimetres, \.acrossColumns),
            displacement("displacement_rows_mm", deeper, .millimetres, \.acrossRows),
            displacement("displacement_columns_px", across, .pixels, \.acrossColumns),
            displacement("displacement_rows_px", deeper, .pixels, \.acrossRows),
            Column("plot", "plot of the followed nerve, relative to this folder") {
                .optional($0.cine?.plot)
            },
        ]
    }

    /// What people said after looking at the page.
    private static func readers(_ marks: Marks) -> [Column<Row>] {
        [
            Column(
                "mark", "judgement of a reader, from --marks",
                words: ReaderMark.Judgement.allCases.map(\.rawValue)
            ) { .optional(marks[item: $0.source.item]?.judgement?.rawValue) },
            Column("mark_comment", "comment of the reader, from --marks") {
                .optional(marks[item: $0.source.item]?.comment)
            },
            Column("reader", "who marked the item, from --marks") {
                .optional(marks[item: $0.source.item]?.reader)
            },
        ]
    }
}
