import Geometry
import StudyModel

/// The part of a picture that an overlay shows, so that burned-in names are not repeated.
package enum OverlayCrop {
    /// The calibrated ultrasound regions that hold an outline (all of them when none does), else
    /// `content` (the detected picture inside the frame) and the outlines, else their surroundings.
    ///
    /// `nil` when there is nothing to show.
    package static func box(
        of record: ItemRecord, content: PixelBox?, bounds: PixelBox
    ) -> PixelBox? {
        let outlines = record.nerves.compactMap { try? Outline(closing: $0.outline) }
        let picture = content.flatMap { union([$0] + outlines.compactMap(\.boundingBox)) }
        let chosen = region(of: record, outlines: outlines) ?? picture ?? surroundings(of: outlines)
        return chosen?.intersection(bounds)
    }

    /// The regions that the scanner states to be ultrasound, with a scale.
    package static func trustedRegions(of record: ItemRecord) -> [PixelBox] {
        record.scale.filter { $0.scale.basis != nil }.compactMap(\.box)
    }

    private static func region(of record: ItemRecord, outlines: [Outline]) -> PixelBox? {
        let trusted = trustedRegions(of: record)
        let homes = trusted.filter { box in
            outlines.contains { $0.vertices.allSatisfy(box.contains) }
        }
        return union(homes.isEmpty ? trusted : homes)
    }

    /// The box around all outlines, grown by its longer side.
    private static func surroundings(of outlines: [Outline]) -> PixelBox? {
        guard let box = union(outlines.compactMap(\.boundingBox)) else { return nil }
        let margin = max(box.columns, box.rows)
        return PixelBox(
            column: box.column - margin, row: box.row - margin, columns: box.columns + 2 * margin,
            rows: box.rows + 2 * margin)
    }

    private static func union(_ boxes: [PixelBox]) -> PixelBox? {
        guard let left = boxes.map(\.column).min(), let top = boxes.map(\.row).min(),
            let right = boxes.map(\.endColumn).max(), let bottom = boxes.map(\.endRow).max()
        else { return nil }
        return PixelBox(column: left, row: top, columns: right - left, rows: bottom - top)
    }
}
