import JSON
import Reporting

/// What a structured report says, before it is encoded.
struct ReportContent {
    let subjects: [ResultSubject]
    /// In the order of the files.
    let sources: [SourceHeader]
    /// Planar groups.
    let nerves: [MeasurementGroup]
    let volumeGroups: [ContentItem]
    let unmeasured: [String]
    let remarks: [String]

    /// - Parameter plans: of the segmentation of every volume, by key.
    /// - Throws: `ResultGap.contradiction` when a volume's report is not of its own form.
    init(
        _ subjects: [ResultSubject], plans: [String: SegmentPlan], identity: ResultIdentity
    ) throws(ResultGap) {
        self.subjects = subjects
        sources = subjects.flatMap(\.sources)
        var nerves: [MeasurementGroup] = []
        var groups: [ContentItem] = []
        var remarks: [String] = []
        do throws(JSONProblem) {
            for subject in subjects {
                let volume: VolumeGroups?
                if let found = subject.volume, let plan = plans[subject.key] {
                    volume = try VolumeGroups(subject, found, plan: plan, identity: identity)
                } else {
                    volume = nil
                }
                nerves += try Self.nerves(of: subject, volume, identity)
                groups += try volume?.items() ?? []
                remarks += try volume?.remarks() ?? []
            }
        } catch {
            throw .contradiction(object: "report.json", detail: error.message)
        }
        self.nerves = nerves
        volumeGroups = groups
        self.remarks = remarks
        unmeasured = subjects.flatMap(UnmeasuredFrames.lines)
    }

    /// The section is told with the first outline of its side.
    private static func nerves(
        of subject: ResultSubject, _ volume: VolumeGroups?, _ identity: ResultIdentity
    ) throws(JSONProblem) -> [MeasurementGroup] {
        var groups: [MeasurementGroup] = []
        for frame in subject.frames {
            for nerve in frame.record.nerves {
                var group = MeasurementGroup(
                    subject: subject, frame: frame, nerve: nerve, identity: identity)
                let first = frame.record.nerves.first { $0.side == nerve.side }
                if let volume, let side = nerve.side, first?.rank == nerve.rank {
                    group.section = try volume.section(of: side, item: frame.record.source.item)
                }
                groups.append(group)
            }
        }
        return groups
    }
}
