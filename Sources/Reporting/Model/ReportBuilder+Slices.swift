import Anatomy
import StudyModel

/// The nerves of both sides in one slice of a volume.
package struct SliceNerves: Sendable {
    package let sections: [(side: Laterality, section: CourseSection)]
    /// Why the slice carries no measurement, where it has none.
    package let reason: AbstentionReason

    /// - Parameter slice: from 0, in the order of the volume.
    package init(_ result: DeepGlutealResult, slice: Int) {
        sections = Laterality.allCases.compactMap { side in
            result.course(side)?.section(at: slice).map { (side, $0) }
        }
        let reasons = sections.compactMap { _, section -> AbstentionReason? in
            if case .abstained(let reason) = section.parts { reason } else { nil }
        }
        reason = reasons.first ?? .noCandidate
    }
}

extension ReportBuilder {
    /// The record of one slice of a volume; ranks count through both sides.
    package static func slice(
        source: ItemSource, frame: CalibratedFrame, nerves: SliceNerves, files: ItemFiles
    ) -> ItemRecord {
        var rank = 0
        let records = nerves.sections.flatMap { side, section in
            section.measurements.map { measurement in
                rank += 1
                return NerveRecord(measurement, rank: rank, side: side, levels: section.levels)
            }
        }
        return item(
            source: source, frame: frame, nerves: records, reason: nerves.reason, files: files)
    }
}
