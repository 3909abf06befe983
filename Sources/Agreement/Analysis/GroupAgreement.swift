import Statistics

/// How two readers agree on a group of images.
package struct GroupAgreement: Hashable, Sendable {
    package let group: ImageGroup
    package let counts: [ReadingPair.Status: Int]
    /// Images with a nerve in the reference that the other reader declined.
    package let abstainedWithNerve: Int
    package let findings: [Finding]
    /// Limits of agreement, for plots.
    package let limits: [ReadingPair.AreaUnit: BlandAltman]

    /// - Parameter pairs: the images of the group.
    package init(group: ImageGroup, pairs: [ReadingPair], bootstrap: Bootstrap = .standard) {
        self.group = group
        counts = pairs.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
        abstainedWithNerve = pairs.count(where: \.isDeclinedWithNerve)
        var findings = OverlapFindings(pairs: pairs, bootstrap: bootstrap).findings
        var limits: [ReadingPair.AreaUnit: BlandAltman] = [:]
        for unit in ReadingPair.AreaUnit.allCases {
            let areas = AreaFindings(pairs: pairs, unit: unit, bootstrap: bootstrap)
            findings += areas.findings
            limits[unit] = areas.limits
        }
        self.findings = findings
        self.limits = limits
    }

    /// Every group of the images, all of them first.
    package static func all(
        of pairs: [ReadingPair], bootstrap: Bootstrap = .standard
    ) -> [GroupAgreement] {
        ImageGroup.groups(of: pairs.map { ($0.side, $0.level) }).map { group in
            GroupAgreement(
                group: group,
                pairs: pairs.filter { group.contains(side: $0.side, level: $0.level) },
                bootstrap: bootstrap)
        }
    }
}

/// Numbers that come with the subjects that they belong to.
struct SubjectValues {
    let values: [Double]
    let subjects: [String]

    init(_ pairs: [ReadingPair], _ value: (ReadingPair) -> Double?) {
        let found = pairs.compactMap { pair in value(pair).map { ($0, pair.subject) } }
        values = found.map(\.0)
        subjects = found.map(\.1)
    }

    var subjectCount: Int { Set(subjects).count }

    /// Mean and median of the values.
    func findings(
        _ mean: AgreementQuantity, _ median: AgreementQuantity, unit: String = "1",
        bootstrap: Bootstrap
    ) -> [Finding] {
        var findings = [mean, median].map {
            Finding($0, unit: unit, images: values.count, subjects: subjectCount)
        }
        do throws(StatisticsError) {
            let sample = try Sample(values)
            findings[0].value = sample.mean
            findings[1].value = sample.median
            let location = try Location(values, subjects: subjects, bootstrap: bootstrap)
            findings[0].take(location.mean, .subjectBootstrap)
            findings[1].take(location.median, .subjectBootstrap)
        } catch {
            findings[0].refusal = error
            findings[1].refusal = error
        }
        return findings
    }
}
