import Statistics

/// A pain score of one patient on one day.
package struct PainScore: Hashable, Sendable {
    package let subject: String
    package let date: CivilDate
    package let score: Double
    /// What the user calls this follow-up; `baseline` before the treatment.
    package let label: String?
    package let treatment: CivilDate?

    package static let baselineLabel = "baseline"

    package init(
        subject: String, date: CivilDate, score: Double, label: String?, treatment: CivilDate?
    ) {
        self.subject = subject
        self.date = date
        self.score = score
        self.label = label
        self.treatment = treatment
    }

    /// The label, else the whole weeks since the treatment, rounded; `nil` for what is no follow-up.
    func followUp(treatment: CivilDate?) -> String? {
        if let label { return label == Self.baselineLabel ? nil : label }
        guard let treatment else { return nil }
        let days = date.days(since: treatment)
        return days > 0 ? "week \((days + 3) / 7)" : nil
    }

    func isBaseline(treatment: CivilDate?) -> Bool {
        if let label { return label == Self.baselineLabel }
        return treatment.map { date <= $0 } ?? false
    }
}

/// One patient at one follow-up against the last score before the treatment.
package struct PainOutcome: Hashable, Sendable {
    /// From this share of the baseline on, a reduction is favourable.
    package static let favourableReduction = 0.5

    package let subject: String
    package let followUp: String
    package let date: CivilDate
    /// Since the baseline, or since the first score where there is none.
    package let days: Int
    package let baseline: Double?
    package let score: Double

    /// 0…1, negative when pain grew; `nil` without a baseline, and when that is 0.
    package var reduction: Double? {
        guard let baseline, baseline > 0 else { return nil }
        return (baseline - score) / baseline
    }

    package var isFavourable: Bool? { reduction.map { $0 >= Self.favourableReduction } }
}

/// How many of a cohort did well at one follow-up.
package struct PainFollowUp: Hashable, Sendable {
    package let name: String
    package let assessed: Int
    package let favourable: Int
    package let notAssessable: Int
    /// Of those assessed, by Wilson's interval.
    package let share: Estimate?

    private init(name: String, _ outcomes: [PainOutcome]) {
        let judged = outcomes.compactMap(\.isFavourable)
        self.name = name
        assessed = judged.count
        favourable = judged.count { $0 }
        notAssessable = outcomes.count - judged.count
        share = try? Proportion(favourable, of: assessed).estimate
    }

    /// By mean time since the baseline, then by name.
    package static func all(of outcomes: [PainOutcome]) -> [PainFollowUp] {
        Dictionary(grouping: outcomes, by: \.followUp).map { name, outcomes in
            let days = outcomes.reduce(0) { $0 + $1.days }
            return (Double(days) / Double(outcomes.count), PainFollowUp(name: name, outcomes))
        }
        .sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.map(\.1)
    }
}
