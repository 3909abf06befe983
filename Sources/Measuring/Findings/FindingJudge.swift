import Anatomy
import StudyModel

/// Tries every rule on what was measured; states numbers, never a diagnosis.
struct FindingJudge {
    let sequence: MRSequenceKind
    let courses: [Laterality: NerveCourse]
    let spaces: [SpaceMeasurement]
    let muscles: [MuscleMeasurement]
    let comparisons: [SideComparison]
    /// Of a slice along the normal, mm.
    let height: @Sendable (Int) -> Double

    private typealias Number = RuleResult.Number
    private typealias Answer = (verdict: FindingVerdict, numbers: [Number])
    private static let unanswered: Answer = (.notAssessable, [])

    /// Of every site and aspect, left side first.
    func findings() -> [Finding] {
        FindingSite.allCases.flatMap { site in
            FindingAspect.allCases.flatMap { aspect in
                let rules = FindingRule.all.filter { $0.site == site && $0.aspect == aspect }
                return rules.isEmpty
                    ? []
                    : Laterality.allCases.map { side in
                        Finding(
                            site: site, aspect: aspect, side: side,
                            rules: rules.map { result(of: $0, side: side) })
                    }
            }
        }
    }

    private func result(of rule: FindingRule, side: Laterality) -> RuleResult {
        let answer = answer(to: rule.test, side: side)
        return RuleResult(
            rule: rule.sentence, source: rule.source, isPublished: rule.isPublished,
            verdict: answer.verdict, numbers: answer.numbers)
    }

    private func answer(to test: FindingRule.Test, side: Laterality) -> Answer {
        switch test {
        case .spaceAtMost(let space, let limit): spaceAnswer(space, limit, side)
        case .structureFactor(let structure, let quantity, let factor):
            structureAnswer(structure, quantity, factor, side)
        case .nerveRun(let quantity, let level, let factor):
            runAnswer(quantity, level, factor, side)
        case .nerveEverywhere(let quantity, let factor): everywhereAnswer(quantity, factor, side)
        }
    }

    private func spaceAnswer(
        _ space: GlutealSpace, _ limit: Double, _ side: Laterality
    ) -> Answer {
        let distances = spaces.filter { $0.space == space && $0.side == side }.map(\.distance)
        guard let narrowest = distances.min() else { return Self.unanswered }
        return (
            narrowest <= limit ? .supported : .notSeen,
            [Number(name: space.words, value: narrowest, unit: .millimetres)]
        )
    }

    private func structureAnswer(
        _ structure: MeasuredStructure, _ quantity: FindingRule.StructureQuantity,
        _ factor: Double, _ side: Laterality
    ) -> Answer {
        func value(_ side: Laterality) -> Double? {
            let muscle = muscles.first { $0.structure == structure && $0.side == side }
            switch quantity {
            case .thickness: return muscle?.thickness
            case .area: return muscle?.area
            case .signal: return sequence.showsSignalChange ? muscle?.signalRatio : nil
            }
        }
        guard let own = value(side), let other = value(side.other), other > 0 else {
            return Self.unanswered
        }
        let unit: Unit =
            switch quantity {
            case .thickness: .millimetres
            case .area: .squareMillimetres
            case .signal: .ratio
            }
        return (
            own / other >= factor ? .supported : .notSeen,
            [
                Number(name: quantity.rawValue, value: own, unit: unit),
                Number(name: "\(quantity.rawValue) of the other side", value: other, unit: unit),
                Number(name: "factor", value: own / other, unit: .ratio),
            ]
        )
    }

    private func runAnswer(
        _ quantity: ComparedQuantity, _ level: GlutealLevel, _ factor: Double, _ side: Laterality
    ) -> Answer {
        guard quantity != .nerveMuscleRatio || sequence.showsSignalChange,
            let own = courses[side], let other = courses[side.other],
            let run = SideRun(
                of: quantity, at: level, on: own, against: other, threshold: factor,
                height: height),
            run.compared >= FindingRule.persistence
        else { return Self.unanswered }
        return (
            run.length >= FindingRule.persistence ? .supported : .notSeen,
            [
                Number(name: "slices compared", value: Double(run.compared), unit: .fraction),
                Number(name: "slices in the run", value: Double(run.length), unit: .fraction),
                Number(name: "factor", value: run.factor, unit: .ratio),
            ]
        )
    }

    private func everywhereAnswer(
        _ quantity: ComparedQuantity, _ factor: Double, _ side: Laterality
    ) -> Answer {
        guard quantity != .nerveMuscleRatio || sequence.showsSignalChange else {
            return Self.unanswered
        }
        let factors = comparisons.filter { $0.quantity == quantity && $0.gap == nil }.compactMap {
            comparison -> Number? in
            guard let left = comparison.left, let right = comparison.right else { return nil }
            let ofLeft = left.median / right.median
            return Number(
                name: "factor, \(comparison.level.words)",
                value: side == .left ? ofLeft : 1 / ofLeft,
                unit: .ratio)
        }
        guard factors.count >= 2 else { return Self.unanswered }
        return (factors.allSatisfy { $0.value >= factor } ? .supported : .notSeen, factors)
    }
}
