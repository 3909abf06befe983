/// What pain scores come to: outcomes, and the scores that none rests on.
package struct PainOutcomes: Hashable, Sendable {
    /// Ordered by subject and date.
    package private(set) var outcomes: [PainOutcome] = []
    package private(set) var unused: [UnusedScore] = []

    /// Of several scores of one follow-up, and of several baselines, the last counts.
    ///
    /// - Parameter subjects: those of the visits.
    package init(of scores: [PainScore], subjects: Set<String>) {
        for (subject, scores) in Dictionary(grouping: scores, by: \.subject)
            .sorted(by: { $0.key < $1.key })
        {
            add(subject, scores.sorted { $0.date < $1.date }, isKnown: subjects.contains(subject))
        }
    }

    /// - Parameter scores: of one subject, by date.
    private mutating func add(_ subject: String, _ scores: [PainScore], isKnown: Bool) {
        let treatment = scores.compactMap(\.treatment).first
        let baseline = scores.lastIndex { $0.isBaseline(treatment: treatment) }
        let names = scores.map { $0.followUp(treatment: treatment) }
        let hasFollowUp = names.contains { $0 != nil }
        for (index, score) in scores.enumerated() {
            if let name = names[index] {
                guard names.lastIndex(of: name) == index else {
                    unused.append(UnusedScore(score: score, reason: .notLastOfFollowUp))
                    continue
                }
                let start = baseline.map { scores[$0] }
                outcomes.append(
                    PainOutcome(
                        subject: subject, followUp: name, date: score.date,
                        days: score.date.days(since: (start ?? scores[0]).date),
                        baseline: start?.score, score: score.score))
            } else if !score.isBaseline(treatment: treatment) {
                unused.append(
                    UnusedScore(score: score, reason: isKnown ? .noTreatment : .noVisit))
            } else if baseline != index {
                unused.append(UnusedScore(score: score, reason: .notLastBaseline))
            } else if !hasFollowUp {
                unused.append(UnusedScore(score: score, reason: .noFollowUp))
            }
        }
    }
}

/// A score that no outcome rests on.
package struct UnusedScore: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        case noVisit
        case noTreatment
        case notLastOfFollowUp
        case notLastBaseline
        case noFollowUp

        package var explanation: String {
            switch self {
            case .noVisit:
                "no visit is of this subject, and neither follow_up nor treatment_date is stated; "
                    + "check the name of the subject"
            case .noTreatment:
                "neither follow_up nor treatment_date is stated; add one of them"
            case .notLastOfFollowUp: "a later score of the same follow-up counts"
            case .notLastBaseline: "a later score before the treatment counts"
            case .noFollowUp: "it is a baseline without a follow-up"
            }
        }

        /// Whether the table has to be mended for the score to count.
        package var isDefect: Bool { self == .noVisit || self == .noTreatment }
    }

    package let score: PainScore
    package let reason: Reason
}
