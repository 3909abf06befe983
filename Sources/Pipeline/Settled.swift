import Exporting
import Ingesting
import Reporting
import StudyModel

/// Records of items that carry no result: skipped or refused.
enum Settled {
    /// Whether the same input may fare better another time: its result is not kept by a later run.
    static func mayPass(_ record: ItemRecord) -> Bool {
        record.status == .failed
            || ["missing", "unreadable", "changedSincePlan"].contains(record.reason?.code)
            || record.dicomGap.map { ResultGap.passing.contains($0.code) } == true
    }

    /// The place of an input of which no frame was read.
    static func source(of input: String) -> ItemSource {
        ItemSource(item: ItemNaming.unreadable(input: input), input: input)
    }

    static func skipped(_ source: ItemSource, _ reason: SkipReason) -> ItemRecord {
        ReportBuilder.item(
            source: source, status: .skipped,
            reason: ItemReason(code: reason.name, explanation: reason.explanation))
    }

    static func refused(_ source: ItemSource, _ error: IngestError) -> ItemRecord {
        ReportBuilder.item(
            source: source, status: .refused,
            reason: ItemReason(code: error.name, explanation: error.message))
    }

    /// The request for a frame cannot be met, such as a seed outside of it, or its spacing is none.
    static func refused(
        _ source: ItemSource, _ error: FrameProcessor.Refusal, frame: Frame
    ) -> ItemRecord {
        var record = ReportBuilder.item(
            source: source, status: .refused,
            reason: ItemReason(
                code: error.code,
                explanation: "\(frame.id.input) frame \(frame.id.number): \(error.message)"))
        record.modality = frame.modality
        return record
    }
}
