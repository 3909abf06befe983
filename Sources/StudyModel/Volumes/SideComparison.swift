import Anatomy

/// What is compared between the nerves of the two sides.
package enum ComparedQuantity: String, Hashable, Sendable, CaseIterable {
    case perpendicularArea = "csa_perpendicular_mm2"
    case flatteningRatio = "flattening_ratio"
    case nerveMuscleRatio = "nerve_muscle_ratio"

    package var unit: Unit { self == .perpendicularArea ? .squareMillimetres : .ratio }
}

/// One quantity of one nerve over the slices of a level.
package struct LevelSummary: Hashable, Sendable {
    package let median: Double
    package let maximum: Double
    package let sliceOfMaximum: Int
    package let slices: Int

    /// - Returns: `nil` for no values.
    package init?(_ values: [(slice: Int, value: Double)]) {
        guard let largest = values.max(by: { $0.value < $1.value }) else { return nil }
        let sorted = values.map(\.value).sorted()
        median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        maximum = largest.value
        sliceOfMaximum = largest.slice
        slices = values.count
    }
}

/// One quantity at one level, left against right.
package struct SideComparison: Hashable, Sendable {
    package let level: GlutealLevel
    package let quantity: ComparedQuantity
    package let left: LevelSummary?
    package let right: LevelSummary?
    /// Why the sides are not compared although both are measured.
    package let gap: ComparisonGap?

    package init(
        level: GlutealLevel, quantity: ComparedQuantity, left: LevelSummary?,
        right: LevelSummary?, gap: ComparisonGap?
    ) {
        self.level = level
        self.quantity = quantity
        self.left = left
        self.right = right
        self.gap = gap
    }

    /// Left less right, of the medians.
    package var difference: Double? {
        guard gap == nil, let left, let right else { return nil }
        return left.median - right.median
    }

    /// Of the mean of both medians, percent.
    package var percent: Double? {
        guard let difference, let left, let right else { return nil }
        return 200 * difference / (left.median + right.median)
    }
}

package enum ComparisonGap: String, Hashable, Sendable, CaseIterable {
    case oneSideOnly
    case dividedNerve

    package var explanation: String {
        switch self {
        case .oneSideOnly: "the level is measured on one side only"
        case .dividedNerve: "the nerve is divided at this level on one side"
        }
    }
}
