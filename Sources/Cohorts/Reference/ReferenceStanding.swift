import Statistics

/// Where a value stands in a reference that the user named.
package struct ReferenceStanding: Hashable, Sendable {
    /// Why a value has no standing.
    package enum Obstacle: String, Hashable, Sendable, CaseIterable {
        case levelUnknown
        case noReferenceOfLevel
        case modalitiesDiffer
        case conventionsDiffer
    }

    /// Beyond the outermost percentile of the table.
    package enum Bound: String, Hashable, Sendable, CaseIterable {
        case below
        case above
    }

    package let value: CohortValue
    package let reference: ReferenceValue?
    package private(set) var zScore: Double?
    /// 0…100; with a bound the outermost percentile of the table.
    package private(set) var percentile: Double?
    package private(set) var bound: Bound?
    package private(set) var obstacle: Obstacle?

    private init(_ value: CohortValue, obstacle: Obstacle) {
        self.value = value
        self.obstacle = obstacle
        reference = nil
    }

    private init(_ value: CohortValue, in reference: ReferenceValue) {
        self.value = value
        self.reference = reference
        switch reference.distribution {
        case .normal(let mean, let deviation):
            let standing = try? Standing(value.value, mean: mean, standardDeviation: deviation)
            zScore = standing?.zScore
            percentile = standing?.percentile
        case .percentiles(let list): place(among: list)
        }
    }

    /// Straight lines between the percentiles of the table; nothing beyond them.
    private mutating func place(among list: [ReferenceValue.Percentile]) {
        guard let first = list.first, let last = list.last else { return }
        if value.value < first.value {
            percentile = first.percentage
            bound = .below
        } else if value.value > last.value {
            percentile = last.percentage
            bound = .above
        } else if let upper = list.dropFirst().firstIndex(where: { $0.value >= value.value }) {
            let (low, high) = (list[upper - 1], list[upper])
            let share = (value.value - low.value) / (high.value - low.value)
            percentile = low.percentage + share * (high.percentage - low.percentage)
        }
    }

    /// Every value of a quantity that the table has, against every row that applies to it; a value
    /// without one says why.
    package static func all(
        of values: [CohortValue], in table: [ReferenceValue]
    ) -> [ReferenceStanding] {
        values.flatMap { value in
            let rows = table.filter { $0.quantity == value.quantity }
            return rows.isEmpty ? [] : standings(of: value, in: rows)
        }
    }

    private static func standings(
        of value: CohortValue, in rows: [ReferenceValue]
    ) -> [ReferenceStanding] {
        guard let level = value.level else {
            return [ReferenceStanding(value, obstacle: .levelUnknown)]
        }
        let placed = rows.filter {
            $0.level == level && ($0.side == nil || $0.side == value.side)
        }
        guard !placed.isEmpty else {
            return [ReferenceStanding(value, obstacle: .noReferenceOfLevel)]
        }
        let sameKind = placed.filter { $0.modality == value.modality }
        guard !sameKind.isEmpty else {
            return [ReferenceStanding(value, obstacle: .modalitiesDiffer)]
        }
        let usable = sameKind.filter { $0.convention == value.convention }
        guard !usable.isEmpty else {
            return [ReferenceStanding(value, obstacle: .conventionsDiffer)]
        }
        return usable.map { ReferenceStanding(value, in: $0) }
    }
}
