import Anatomy
import Statistics

/// How one quantity is distributed over the subjects of a group of the user's own data set. Each
/// subject gives one value per side and level: the mean of its images. A side that is not stated
/// counts as one.
package struct GroupDistribution: Hashable, Sendable {
    /// What the images have in common. Modalities, MR sequences and outline conventions are
    /// never pooled.
    package struct Place: Hashable, Sendable {
        package let quantity: String
        package let unit: String
        package let modality: String?
        package let sequence: String?
        package let convention: String?
        /// `nil` without a column of groups.
        package let group: String?
        package let side: Laterality?
        /// Whether sides are taken together.
        package let isEitherSide: Bool
        package let level: GlutealLevel?
    }

    package let place: Place
    /// One per subject and side.
    package let count: Int
    package let images: Int
    package let subjects: Int
    package let mean: Double
    /// `nil` for a single value.
    package let standardDeviation: Double?
    /// Of 5, 25, 50, 75 and 95 percent.
    package let percentiles: [Double]
    package let minimum: Double
    package let maximum: Double

    package static let percentages = [5, 25, 50, 75, 95]

    private init?(_ place: Place, _ values: [CohortValue]) {
        guard let sample = try? Sample(Self.means(of: values)), let low = sample.values.min(),
            let high = sample.values.max()
        else { return nil }
        self.place = place
        count = sample.count
        images = values.count
        subjects = Set(values.map(\.subject)).count
        mean = sample.mean
        standardDeviation = sample.count > 1 ? sample.standardDeviation : nil
        percentiles = sample.quantiles(Self.percentages.map { Double($0) / 100 })
        minimum = low
        maximum = high
    }

    /// Of each subject and side, in the order in which they first occur.
    private static func means(of values: [CohortValue]) -> [Double] {
        struct Nerve: Hashable {
            let subject: String
            let side: Laterality?
        }
        var places: [Nerve: Int] = [:]
        var nerves: [[Double]] = []
        for value in values {
            let nerve = Nerve(subject: value.subject, side: value.side)
            if let place = places[nerve] {
                nerves[place].append(value.value)
            } else {
                places[nerve] = nerves.count
                nerves.append([value.value])
            }
        }
        return nerves.map { $0.reduce(0, +) / Double($0.count) }
    }

    /// For each quantity, group and level: both sides together, then each side that was stated.
    /// Quantities in the order in which they first occur.
    package static func all(of values: [CohortValue]) -> [GroupDistribution] {
        var order: [String: Int] = [:]
        for value in values where order[value.quantity] == nil {
            order[value.quantity] = order.count
        }
        let together = Dictionary(grouping: values) { place(of: $0, side: nil, isEitherSide: true) }
        let apart = Dictionary(grouping: values.filter { $0.side != nil }) {
            place(of: $0, side: $0.side, isEitherSide: false)
        }
        return together.merging(apart) { first, _ in first }
            .compactMap { GroupDistribution($0.key, $0.value) }
            .sorted { key(of: $0.place, order) < key(of: $1.place, order) }
    }

    private static func place(
        of value: CohortValue, side: Laterality?, isEitherSide: Bool
    ) -> Place {
        Place(
            quantity: value.quantity, unit: value.unit, modality: value.modality,
            sequence: value.sequence, convention: value.convention, group: value.group, side: side,
            isEitherSide: isEitherSide, level: value.level)
    }

    /// Unstated values come last.
    private static func key(of place: Place, _ order: [String: Int]) -> SortKey {
        let level = place.level.flatMap { GlutealLevel.allCases.firstIndex(of: $0) }
        let side = place.side.flatMap { Laterality.allCases.firstIndex(of: $0) }
        return SortKey(
            numbers: [
                order[place.quantity] ?? 0, level ?? GlutealLevel.allCases.count,
                place.isEitherSide ? -1 : side ?? Laterality.allCases.count,
            ],
            words: [
                place.modality ?? "~", place.sequence ?? "~", place.convention ?? "~",
                place.group ?? "~",
            ])
    }

    private struct SortKey: Comparable {
        let numbers: [Int]
        let words: [String]

        static func < (left: SortKey, right: SortKey) -> Bool {
            guard left.words == right.words else {
                guard left.numbers[0] == right.numbers[0] else {
                    return left.numbers[0] < right.numbers[0]
                }
                return left.words.lexicographicallyPrecedes(right.words)
            }
            return left.numbers.lexicographicallyPrecedes(right.numbers)
        }
    }
}
