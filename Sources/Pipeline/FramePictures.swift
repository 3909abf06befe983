import Geometry
import ImageCodecs
import Raster
import Reporting
import StudyModel

/// Writes the mask and the annotated picture of one frame and makes its record.
struct FramePictures {
    let output: OutputFolder
    /// Path without extension, relative to the output folder.
    let base: String
    /// Whether only what the scanner states to be ultrasound, or the surroundings of an outline, may be
    /// shown.
    var isAnonymous = false

    func write(_ result: FrameProcessor.Result, home: ItemSource) throws(WriteError) -> ItemRecord {
        let files = ItemFiles(mask: base + ".mask.png", overlay: base + ".overlay.png")
        let record = ReportBuilder.item(
            source: home, frame: result.frame, outcome: result.outcome, files: files)
        return try write(
            record, labels: result.segmentation.labels, shown: result.frame.frame.luminance,
            content: isAnonymous ? nil : result.segmentation.content)
    }

    /// - Parameters:
    ///   - shown: 0…255.
    ///   - content: the part that may be shown; `nil` for what the record's scale and outlines vouch for.
    /// - Returns: the record with the files that were written.
    func write(
        _ record: ItemRecord, labels: LabelPlane, shown: Plane<Float>, content: PixelBox?
    ) throws(WriteError) -> ItemRecord {
        var record = record
        let drawings = Result { () throws(CodecError) in
            (
                mask: try PNGImage.encode(labels: labels),
                overlay: try Overlay.png(of: record, on: shown, content: content)
            )
        }
        switch drawings {
        case .success(let drawings):
            try output.write(drawings.mask, to: base + ".mask.png")
            if let overlay = drawings.overlay {
                try output.write(overlay, to: base + ".overlay.png")
            } else {
                record.files.overlay = nil
            }
        case .failure(let error):
            record = ReportBuilder.item(
                source: record.source, status: .failed,
                reason: ItemReason(code: "picture", explanation: error.message))
        }
        return record
    }
}
