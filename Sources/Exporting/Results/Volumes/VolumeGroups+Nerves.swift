import Anatomy
import JSON
import StudyModel

extension VolumeGroups {
    /// One per side whose nerve was followed: medians and maxima by level.
    func courses() throws(JSONProblem) -> [ContentItem] {
        var groups: [ContentItem] = []
        for nerve in try report.objects("nerves") where try nerve.string("absence") == nil {
            let side: Laterality = try nerve.required("side", nerve.word("side"))
            var content: [ContentItem] = []
            for comparison in try report.objects("comparisons") {
                content += try summary(of: comparison, side)
            }
            let gaps = try nerve.items("gaps").compactMap { gap -> Int? in
                guard case .string(let item) = gap.value else { return nil }
                return frame(ofItem: item)?.number
            }
            if !gaps.isEmpty {
                content += Self.text(
                    PrivateScheme.notMeasured,
                    "slices \(UnmeasuredFrames.ranges(of: gaps.sorted())): the nerve was not found")
            }
            var topic = Topic(words: "nerve", site: self.nerve, side: side)
            topic.segment = plan.segment(.nerve, side)
            topic.trackingUID = NerveTracking.ofVolume(subject, side, identity).uid
            groups.append(group(topic, content))
        }
        return groups
    }

    private func summary(
        of comparison: JSONObject, _ side: Laterality
    ) throws(JSONProblem) -> [ContentItem] {
        guard let summary = try comparison.object(side.rawValue) else { return [] }
        let quantity = try Compared(comparison)
        let level: GlutealLevel = try comparison.required("level", comparison.word("level"))
        let site = Self.site(nerve, nil, level)
        return Self.number(
            quantity.name, try summary.double("median"), quantity.unit, derivation: .median, [site])
            + Self.number(
                quantity.name, try summary.double("maximum"), quantity.unit, derivation: .maximum,
                [site])
    }

    /// One per level and quantity that both sides have, or why they are not compared.
    func comparisons() throws(JSONProblem) -> [ContentItem] {
        var groups: [ContentItem] = []
        for comparison in try report.objects("comparisons") {
            let quantity = try Compared(comparison)
            let level: GlutealLevel = try comparison.required("level", comparison.word("level"))
            let topic = Topic(
                words: "comparison \(level.rawValue) \(quantity.kind.rawValue)", site: nerve,
                level: level)
            let content =
                Self.number(
                    PrivateScheme.sideDifference, try comparison.double("difference"),
                    quantity.unit)
                + Self.number(
                    PrivateScheme.sideDifferencePercent,
                    try comparison.double("difference_percent"), .percent)
                + Self.text(PrivateScheme.notCompared, try comparison.string("gap"))
            guard !content.isEmpty else { continue }
            groups.append(
                group(topic, content + [Self.code(PrivateScheme.compared, quantity.name)]))
        }
        return groups
    }

    /// A quantity that is compared, and how it is coded.
    private struct Compared {
        let kind: ComparedQuantity
        let name: Code
        let unit: Code

        init(_ comparison: JSONObject) throws(JSONProblem) {
            kind = try comparison.required("quantity", comparison.word("quantity"))
            let quantity: QuantityKind =
                switch kind {
                case .perpendicularArea: .perpendicularArea
                case .flatteningRatio: .flatteningRatio
                case .nerveMuscleRatio: .nerveMuscleRatio
                }
            guard let concept = QuantityConcept(quantity) else {
                preconditionFailure("what is compared is coded")
            }
            (name, unit) = (concept.name, concept.unit)
        }
    }

    // MARK: Sections

    /// What is said of a nerve's section beside its outlines.
    ///
    /// - Returns: nothing for a slice that the nerve was not followed through.
    func section(of side: Laterality, item: String) throws(JSONProblem) -> [ContentItem] {
        for nerve in try report.objects("nerves")
        where try nerve.word("side", as: Laterality.self) == side {
            for section in try nerve.objects("sections")
            where try section.string("item") == item { return try content(of: section) }
        }
        return []
    }

    private func content(of section: JSONObject) throws(JSONProblem) -> [ContentItem] {
        var content = Self.number(
            PrivateScheme.obliquity, try section.double("obliquity_degrees"), .degrees)
        if let parts = try section.integer("parts"), parts > 1 {
            let unit = Code(.squareMillimetres)
            content +=
                Self.number(PrivateScheme.areaOfParts, try section.double("csa_mm2"), unit)
                + Self.number(
                    PrivateScheme.perpendicularAreaOfParts,
                    try section.double("csa_perpendicular_mm2"), unit)
        }
        for level in try section.objects("levels") {
            let level: GlutealLevel = try level.required("level", level.word("level"))
            content.append(Self.code(PrivateScheme.level, PrivateScheme.code(level)))
        }
        guard let signal = try section.object("signal") else { return content }
        return content + (try self.content(ofSignal: signal))
    }

    private func content(ofSignal signal: JSONObject) throws(JSONProblem) -> [ContentItem] {
        let unit = Code(.arbitrary)
        func intensity(_ key: String, _ derivation: Code) throws(JSONProblem) -> [ContentItem] {
            Self.number(.signalIntensity, try signal.double(key), unit, derivation: derivation)
        }
        let muscle = try signal.string("reference_muscle").flatMap { name in
            AnatomicalLabel.allCases.first { $0.name == name }
        }
        return try intensity("median", .median) + intensity("percentile_95", .percentile95)
            + intensity("standard_deviation", .standardDeviation)
            + Self.number(
                PrivateScheme.heterogeneity, try signal.double("heterogeneity"), Code(.ratio))
            + Self.number(
                PrivateScheme.referenceSignal, try signal.double("reference_median"), unit)
            + Self.number(
                PrivateScheme.referenceArea, try signal.double("reference_area_mm2"),
                Code(.squareMillimetres))
            + (muscle.map { [Self.code(PrivateScheme.referenceMuscle, .structure($0))] } ?? [])
            + Self.text(PrivateScheme.signalGap, try signal.string("gap_explanation"))
    }
}
