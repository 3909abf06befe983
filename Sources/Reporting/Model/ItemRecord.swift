import Geometry
import StudyModel

/// What became of one input frame, slice or unreadable file.
package enum ItemStatus: String, Hashable, Sendable, CaseIterable {
    case measured
    /// Readable, deliberately not measured.
    case abstained
    /// Not meant to be measured, such as a copy of another input.
    case skipped
    /// The input is not acceptable.
    case refused
    /// The program could not do its part.
    case failed
}

/// Why an item carries no measurement: a word for tables, a sentence for people.
package struct ItemReason: Hashable, Sendable {
    package let code: String
    package let explanation: String

    package init(code: String, explanation: String) {
        self.code = code
        self.explanation = explanation
    }

    package init(_ reason: AbstentionReason) {
        self.init(code: reason.rawValue, explanation: reason.explanation)
    }
}

/// Where an item comes from. The folder names `study` and `series` are made by the caller.
package struct ItemSource: Hashable, Sendable {
    /// Unique within one output folder.
    package let item: String
    /// Relative to the INPUT argument, `/`-separated.
    package let input: String
    package var study: String?
    package var series: String?
    /// DICOM Instance Number (0020,0013).
    package var instance: Int?
    /// From 1; `nil` when the file could not be read.
    package var frame: Int?
    /// Place of the frame in its series, from 0; orders the rows of tables.
    package var seriesPosition: Int
    package var sopInstanceUID: String?

    package init(item: String, input: String, seriesPosition: Int = 0) {
        self.item = item
        self.input = input
        self.seriesPosition = seriesPosition
    }
}

/// Pictures of an item, relative to the output folder.
package struct ItemFiles: Hashable, Sendable {
    package var mask: String?
    package var overlay: String?
    /// The page about the MR volume that the slice is of.
    package var volumePage: String?

    package init(mask: String? = nil, overlay: String? = nil) {
        self.mask = mask
        self.overlay = overlay
    }
}

/// Everything that is reported about one item; tables are built from these records alone.
///
/// Numbers are rounded when the record is built: a record read back from its JSON is the same.
package struct ItemRecord: Hashable, Sendable {
    package let source: ItemSource
    package let status: ItemStatus
    package var modality: Modality?
    package var reason: ItemReason?
    package var files = ItemFiles()
    package var covariates = Covariates()
    package var columns: Int?
    package var rows: Int?
    package var scale: [RegionScaleRecord] = []
    package var flags: [QualityFlag] = []
    /// `nil` for stills, and for cines in which no nerve was seen.
    package var cine: CinePlace?
    package var nerves: [NerveRecord] = []
    /// Of the whole series; slices of measured MR series only.
    package var seriesPictures: SeriesPictures?
    /// Why the study has no DICOM objects although they were asked for.
    package var dicomGap: ItemReason?

    package init(source: ItemSource, status: ItemStatus) {
        self.source = source
        self.status = status
    }
}

extension ItemRecord {
    /// What pages show: without vertices, which are most of a record's bytes.
    package var withoutVertices: ItemRecord {
        var record = self
        for index in record.nerves.indices { record.nerves[index].outline = [] }
        return record
    }

    /// Its files, relative to the output folder.
    package var pictures: [String] {
        [files.mask, files.overlay, files.volumePage, cine?.plot].compactMap { $0 }
            + (seriesPictures?.all ?? [])
    }
}

extension ItemRecord: Comparable {
    /// The order of rows: input, series position, frame, and the id to settle ties.
    package static func < (left: ItemRecord, right: ItemRecord) -> Bool {
        let (a, b) = (left.source, right.source)
        // Not `a != b`: names that differ in their bytes alone are two names.
        if !a.input.utf8.elementsEqual(b.input.utf8) {
            return a.input.utf8.lexicographicallyPrecedes(b.input.utf8)
        }
        let first = (a.seriesPosition, a.frame ?? 0)
        let second = (b.seriesPosition, b.frame ?? 0)
        if first != second { return first < second }
        return a.item.utf8.lexicographicallyPrecedes(b.item.utf8)
    }
}
