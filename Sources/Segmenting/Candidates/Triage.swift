import StudyModel

/// Decides which candidates are measured, which are flagged, and when to abstain.
struct Triage {
    /// A candidate that is measured.
    struct Accepted {
        let candidate: Candidate
        let flags: [QualityFlag]
    }

    /// A nerve of whose outline more runs along the border is cut off, and is not measured.
    private static let mostBorder = 0.2

    private let confidence: ConfidenceModel?

    init(_ confidence: ConfidenceModel?) { self.confidence = confidence }

    /// - Parameter candidates: most confident first.
    func outcome(of candidates: [Candidate]) -> Outcome<[Accepted], AbstentionReason> {
        guard !candidates.isEmpty else { return .abstained(.noCandidate) }
        let sure = candidates.filter { ($0.confidence ?? 1) >= (confidence?.abstainBelow ?? 0) }
        guard !sure.isEmpty else { return .abstained(.lowConfidence) }
        let whole = sure.filter { $0.borderShare < Self.mostBorder }
        guard !whole.isEmpty else { return .abstained(.borderContact) }
        return .value(
            whole.map(flagged).map {
                Accepted(
                    candidate: $0.candidate,
                    flags: $0.flags + (whole.count > 1 ? [.severalNerves] : []))
            })
    }

    func flagged(_ candidate: Candidate) -> Accepted {
        var flags: [QualityFlag] = []
        if let confidence, (candidate.confidence ?? 0) < confidence.flagBelow {
            flags.append(.lowConfidence)
        }
        if candidate.borderShare > 0 { flags.append(.borderContact) }
        return Accepted(candidate: candidate, flags: flags)
    }
}
