import JSON
import StudyModel

extension Table where Row == ItemRecord {
    /// `items.tsv`: one row per input frame, slice or unreadable file.
    package static let items = Table(
        title: "items",
        columns: [
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
        ])

    /// Rows in the order of the tables.
    package func text(sorting items: [ItemRecord]) -> String { text(of: items.sorted()) }
}
