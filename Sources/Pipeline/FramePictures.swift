import ImageCodecs
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
        var record = ReportBuilder.item(
            source: home, frame: result.frame, outcome: result.outcome, files: files)
        let drawings = Result { () throws(CodecError) in
            (
                mask: try PNGImage.encode(labels: result.segmentation.labels),
                overlay: try Overlay.png(
                    of: record, on: result.frame.frame.luminance,
                    content: isAnonymous ? nil : result.segmentation.content)
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
                source: home, status: .failed,
                reason: ItemReason(code: "picture", explanation: error.message))
        }
        return record
    }
}
