import Anatomy

/// Where a finding is looked for.
package enum FindingSite: String, Hashable, Sendable, CaseIterable {
    case piriformis
    case obturatorInternusGemelli = "obturator_internus_gemelli"
    case ischiofemoral
    case hamstringOrigin = "hamstring_origin"
    /// The whole nerve.
    case diffuse
}

/// Structure and nerve are stated separately: a thick muscle says nothing about the nerve.
package enum FindingAspect: String, Hashable, Sendable, CaseIterable {
    case structure
    case nerve
}

package enum FindingVerdict: String, Hashable, Sendable, CaseIterable {
    case supported
    case notSeen = "not_seen"
    case notAssessable = "not_assessable"
}

/// One rule as it came out.
package struct RuleResult: Hashable, Sendable {
    /// A number that the rule looked at, with its name and unit.
    package struct Number: Hashable, Sendable {
        package let name: String
        package let value: Double
        package let unit: Unit

        package init(name: String, value: Double, unit: Unit) {
            self.name = name
            self.value = value
            self.unit = unit
        }
    }

    /// The rule in words, with its threshold.
    package let rule: String
    package let source: String
    /// Whether the threshold is published; otherwise it was chosen on phantoms.
    package let isPublished: Bool
    package let verdict: FindingVerdict
    package let numbers: [Number]

    package init(
        rule: String, source: String, isPublished: Bool, verdict: FindingVerdict,
        numbers: [Number]
    ) {
        self.rule = rule
        self.source = source
        self.isPublished = isPublished
        self.verdict = verdict
        self.numbers = numbers
    }
}

/// What a structure, or the nerve beside it, shows on one side.
package struct Finding: Hashable, Sendable {
    package let site: FindingSite
    package let aspect: FindingAspect
    package let side: Laterality
    /// Every rule that was tried.
    package let rules: [RuleResult]

    package init(
        site: FindingSite, aspect: FindingAspect, side: Laterality, rules: [RuleResult]
    ) {
        self.site = site
        self.aspect = aspect
        self.side = side
        self.rules = rules
    }

    /// Supported by any rule; not assessable when no rule could be tried.
    package var verdict: FindingVerdict {
        let verdicts = Set(rules.map(\.verdict))
        if verdicts.contains(.supported) { return .supported }
        return verdicts.contains(.notSeen) ? .notSeen : .notAssessable
    }
}
