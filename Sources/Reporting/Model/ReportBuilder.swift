import StudyModel

/// Turns the results of the stages into item records.
package enum ReportBuilder {
    /// The record of a frame that was segmented and measured, or abstained from.
    ///
    /// - Parameter outcome: the measurements by rank, or why there are none. An empty list of
    ///   measurements counts as `noCandidate`.
    package static func item(
        source: ItemSource, frame: CalibratedFrame,
        outcome: Outcome<[NerveMeasurement], AbstentionReason>, files: ItemFiles
    ) -> ItemRecord {
        let nerves = measurements(in: outcome).sorted { $0.nerve.rank < $1.nerve.rank }
            .map { NerveRecord($0, context: frame.frame.context) }
        return item(
            source: source, frame: frame, nerves: nerves, reason: reason(in: outcome), files: files)
    }

    /// - Parameter reason: why there is no nerve, where there is none.
    static func item(
        source: ItemSource, frame: CalibratedFrame, nerves: [NerveRecord],
        reason: AbstentionReason, files: ItemFiles
    ) -> ItemRecord {
        var record = ItemRecord(source: source, status: nerves.isEmpty ? .abstained : .measured)
        if nerves.isEmpty { record.reason = ItemReason(reason) }
        record.modality = frame.frame.modality
        record.files = files
        record.covariates = Covariates(frame.frame.context)
        record.columns = frame.frame.luminance.size.columns
        record.rows = frame.frame.luminance.size.rows
        record.scale = RegionScaleRecord.records(of: frame.scale)
        record.flags = Array(Set(frame.flags)).sorted { $0.rawValue < $1.rawValue }
        record.nerves = nerves
        return record
    }

    /// The record of an input without a usable frame.
    package static func item(
        source: ItemSource, status: ItemStatus, reason: ItemReason
    ) -> ItemRecord {
        var record = ItemRecord(source: source, status: status)
        record.reason = reason
        return record
    }

    private static func measurements(
        in outcome: Outcome<[NerveMeasurement], AbstentionReason>
    ) -> [NerveMeasurement] {
        if case .value(let measurements) = outcome { measurements } else { [] }
    }

    private static func reason(
        in outcome: Outcome<[NerveMeasurement], AbstentionReason>
    ) -> AbstentionReason {
        if case .abstained(let reason) = outcome { reason } else { .noCandidate }
    }
}
