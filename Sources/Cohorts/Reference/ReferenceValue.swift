import Anatomy

/// One published, or otherwise named, distribution of one quantity at one level.
package struct ReferenceValue: Hashable, Sendable {
    package enum Distribution: Hashable, Sendable {
        case normal(mean: Double, standardDeviation: Double)
        /// At least two, in growing order; percentages of 0 to 100.
        case percentiles([Percentile])
    }

    package struct Percentile: Hashable, Sendable {
        package let percentage: Double
        package let value: Double

        package init(percentage: Double, value: Double) {
            self.percentage = percentage
            self.value = value
        }
    }

    package let source: String
    package let count: Int
    package let population: String
    package let modality: String
    /// `nil` when it holds for either side.
    package let side: Laterality?
    package let level: GlutealLevel
    /// Column of `measurements.tsv`.
    package let quantity: String
    package let convention: String
    package let distribution: Distribution

    package init(
        source: String, count: Int, population: String, modality: String, side: Laterality?,
        level: GlutealLevel, quantity: String, convention: String, distribution: Distribution
    ) {
        self.source = source
        self.count = count
        self.population = population
        self.modality = modality
        self.side = side
        self.level = level
        self.quantity = quantity
        self.convention = convention
        self.distribution = distribution
    }
}

/// One quantity of the first nerve of one image.
package struct CohortValue: Hashable, Sendable {
    package let item: String
    package let subject: String
    package let group: String?
    package let side: Laterality?
    package let level: GlutealLevel?
    package let modality: String?
    /// What an MR series weighs.
    package let sequence: String?
    package let convention: String?
    package let quantity: String
    package let unit: String
    package let value: Double

    package init(
        item: String, subject: String, group: String?, side: Laterality?, level: GlutealLevel?,
        modality: String?, sequence: String? = nil, convention: String?, quantity: String,
        unit: String, value: Double
    ) {
        self.item = item
        self.subject = subject
        self.group = group
        self.side = side
        self.level = level
        self.modality = modality
        self.sequence = sequence
        self.convention = convention
        self.quantity = quantity
        self.unit = unit
        self.value = value
    }
}
