import Testing

@testable import Statistics

/// Values that give no statistic: a typed refusal each, never a number that is not finite.
@Suite struct RefusalTests {
    @Test("Bland–Altman: two pairs, equal differences, NaN, two subjects with repeats")
    func blandAltman() {
        #expect(throws: StatisticsError.tooFew(.values, found: 2, needed: 3)) {
            try BlandAltman(differences: [1, 2])
        }
        #expect(throws: StatisticsError.noVariance) {
            try BlandAltman(differences: [0.1, 0.1, 0.1, 0.1])
        }
        #expect(throws: StatisticsError.notFinite) {
            try BlandAltman(differences: [1, .nan, 2])
        }
        #expect(throws: StatisticsError.tooFew(.subjects, found: 2, needed: 3)) {
            try BlandAltman(differences: [1, 2, 3], subjects: ["a", "a", "b"])
        }
        #expect(throws: StatisticsError.unequalLengths(3, 2)) {
            try BlandAltman(differences: [1, 2, 3], subjects: ["a", "b"])
        }
    }

    @Test("ICC: one subject, one reader, ragged rows, equal values, a constant apart, NaN")
    func correlation() {
        let refusals: [(rows: [[Double]], error: StatisticsError)] = [
            ([[1, 2]], .tooFew(.subjects, found: 1, needed: 2)),
            ([], .tooFew(.subjects, found: 0, needed: 2)),
            ([[1], [2]], .tooFew(.readers, found: 1, needed: 2)),
            ([[1, 2], [3]], .unequalLengths(2, 1)),
            ([[5, 5], [5, 5], [5, 5]], .noVariance),
            ([[1, 2], [3, 4], [7, 8]], .noResidualVariance),
            ([[1, 1], [3, 3], [7, 7]], .noResidualVariance),
            ([[1, .infinity], [3, 4]], .notFinite),
        ]
        for refusal in refusals {
            #expect(throws: refusal.error) { try IntraclassCorrelation(rows: refusal.rows) }
        }
        #expect(throws: StatisticsError.tooFew(.subjects, found: 1, needed: 3)) {
            try IntraclassCorrelation(
                rows: [[1, 2], [2, 2.5], [3, 3.1]], subjects: ["a", "a", "a"])
        }
        #expect(throws: StatisticsError.noResidualVariance) {
            try MeasurementError(rows: [[1, 2], [3, 4], [7, 8]])
        }
    }

    @Test("one value, one subject, no cases, a population without spread")
    func others() {
        #expect(throws: StatisticsError.tooFew(.subjects, found: 2, needed: 3)) {
            try Location([1, 2, 3], subjects: ["a", "a", "b"])
        }
        #expect(throws: StatisticsError.noVariance) { try Location([0, 0, 0, 0]) }
        #expect(throws: StatisticsError.tooFew(.values, found: 0, needed: 1)) { try Location([]) }
        #expect(throws: StatisticsError.impossibleCount(0, of: 0)) { try Proportion(0, of: 0) }
        #expect(throws: StatisticsError.impossibleCount(3, of: 2)) { try Proportion(3, of: 2) }
        #expect(throws: StatisticsError.noVariance) {
            try Standing(1, mean: 1, standardDeviation: 0)
        }
        #expect(throws: StatisticsError.notFinite) {
            try Standing(.nan, mean: 1, standardDeviation: 1)
        }
    }

    @Test("several pairs per subject: variances between and within add; one pair each is 1986")
    func repeated() throws {
        // Subject means 1, 3, 5 of two each: mean squares 8 and 2, components 3 and 2.
        let differences = [0.0, 2, 2, 4, 4, 6]
        let subjects = ["a", "a", "b", "b", "c", "c"]
        let found = try BlandAltman(differences: differences, subjects: subjects)
        #expect(abs(found.standardDeviation - 5.0.squareRoot()) < 1e-12)
        #expect(found.bias.value == 3)
        #expect((found.count, found.subjects) == (6, 3))
        #expect(found.upperLimit.low <= found.upperLimit.value)
        let single = try BlandAltman(
            differences: differences, subjects: differences.indices.map(String.init))
        #expect(try single == BlandAltman(differences: differences))
    }

    @Test("the same seed gives the same interval, another seed another")
    func seeds() throws {
        let values = [0.1, 0.9, 0.4, 0.7, 0.75, 0.2]
        let first = try Location(values, bootstrap: Bootstrap(draws: 200, seed: 3))
        #expect(try Location(values, bootstrap: Bootstrap(draws: 200, seed: 3)) == first)
        #expect(try Location(values, bootstrap: Bootstrap(draws: 200, seed: 4)) != first)
        #expect(first.mean.low < first.mean.value && first.mean.value < first.mean.high)
    }
}
