/// Why a statistic has no value. Nothing here returns a number that is not finite.
package enum StatisticsError: Error, Hashable, Sendable {
    /// What there are too few of.
    package enum Needed: String, Hashable, Sendable, CaseIterable {
        case values
        case subjects
        case readers
    }

    case tooFew(Needed, found: Int, needed: Int)
    /// Lists that belong together differ in length.
    case unequalLengths(Int, Int)
    case notFinite
    /// All values are equal.
    case noVariance
    /// The readers differ by a constant at most: nothing is left to estimate an error from.
    case noResidualVariance
    /// A number outside the range on which the distribution is defined, or computable.
    case undefinedQuantile
    /// A share of nothing, or of less than its part.
    case impossibleCount(Int, of: Int)

    /// The word in tables.
    package var name: String {
        switch self {
        case .tooFew(let what, _, _):
            "tooFew" + what.rawValue.prefix(1).uppercased() + what.rawValue.dropFirst()
        case .unequalLengths: "unequalLengths"
        case .notFinite: "notFinite"
        case .noVariance: "noVariance"
        case .noResidualVariance: "noResidualVariance"
        case .undefinedQuantile: "undefinedQuantile"
        case .impossibleCount: "impossibleCount"
        }
    }

    /// A clause that says what was found and what is needed.
    package var message: String {
        switch self {
        case .tooFew(let what, let found, let needed):
            "\(found) \(what.rawValue); at least \(needed) are needed"
        case .unequalLengths(let first, let second):
            "lists of \(first) and \(second) values; they must be equally long"
        case .notFinite: "a value is not a finite number"
        case .noVariance: "all values are equal; they must differ"
        case .noResidualVariance:
            "the readers differ by a constant at most; no error can be estimated"
        case .undefinedQuantile: "the interval cannot be computed from these values"
        case .impossibleCount(let part, let whole): "\(part) of \(whole) is no share"
        }
    }
}
