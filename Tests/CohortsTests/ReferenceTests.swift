import Anatomy
import Cohorts
import OracleSupport
import Testing

@Suite struct ReferenceTests {
    private func value(
        _ number: Double, level: GlutealLevel? = .piriformis, side: Laterality? = .left,
        modality: String = "US", convention: String = "rim", quantity: String = "csa_mm2",
        group: String? = nil, subject: String = "p"
    ) -> CohortValue {
        CohortValue(
            item: "i", subject: subject, group: group, side: side, level: level,
            modality: modality, convention: convention, quantity: quantity, unit: "mm2",
            value: number)
    }

    private func reference(
        _ distribution: ReferenceValue.Distribution, side: Laterality? = nil
    ) -> ReferenceValue {
        ReferenceValue(
            source: "s", count: 40, population: "adults", modality: "US", side: side,
            level: .piriformis, quantity: "csa_mm2", convention: "rim",
            distribution: distribution)
    }

    @Test("by mean and SD: z-score and the percentile of a normal distribution")
    func normal() throws {
        let table = [reference(.normal(mean: 50, standardDeviation: 8))]
        let standing = try #require(ReferenceStanding.all(of: [value(58)], in: table).first)
        #expect(standing.zScore == 1)
        #expect(near(try #require(standing.percentile), 84.1344746068543))
        #expect(standing.obstacle == nil)
    }

    @Test("by percentiles: interpolated, and only a bound beyond them")
    func percentiles() throws {
        let list = [(5.0, 40.0), (50, 50), (95, 70)].map {
            ReferenceValue.Percentile(percentage: $0.0, value: $0.1)
        }
        let found = ReferenceStanding.all(
            of: [39.0, 40, 45, 60, 70, 71].map { value($0) },
            in: [reference(.percentiles(list))])
        #expect(found.map(\.percentile) == [5, 5, 27.5, 72.5, 95, 95])
        #expect(found.map(\.bound) == [.below, nil, nil, nil, nil, .above])
        #expect(found.allSatisfy { $0.zScore == nil })
    }

    @Test("what does not match has no standing, and says why")
    func obstacles() {
        let table = [reference(.normal(mean: 50, standardDeviation: 8), side: .left)]
        func obstacle(_ value: CohortValue) -> [ReferenceStanding.Obstacle?] {
            ReferenceStanding.all(of: [value], in: table).map(\.obstacle)
        }
        #expect(obstacle(value(50)) == [nil])
        #expect(obstacle(value(50, level: nil)) == [.levelUnknown])
        #expect(obstacle(value(50, level: .thigh)) == [.noReferenceOfLevel])
        #expect(obstacle(value(50, side: .right)) == [.noReferenceOfLevel])
        #expect(obstacle(value(50, modality: "MR")) == [.modalitiesDiffer])
        #expect(obstacle(value(50, convention: "other")) == [.conventionsDiffer])
        #expect(obstacle(value(50, quantity: "perimeter_mm")).isEmpty)
    }

    @Test("distributions: by group, level and side; conventions are not pooled")
    func distributions() throws {
        let values = [
            value(40, group: "a", subject: "1"), value(50, group: "a", subject: "1"),
            value(60, side: .right, group: "a", subject: "2"),
            value(90, convention: "other", group: "a", subject: "3"),
            value(70, level: nil, group: "b", subject: "4"),
        ]
        let found = GroupDistribution.all(of: values)
        #expect(found.count == 7)
        let all = try #require(
            found.first {
                $0.place.isEitherSide && $0.place.convention == "rim" && $0.place.group == "a"
            })
        // Subject 1 gives the mean of two images of its left side.
        #expect((all.count, all.images, all.subjects) == (2, 3, 2))
        #expect(all.mean == 52.5)
        #expect(near(try #require(all.standardDeviation), 112.5.squareRoot()))
        for (found, expected) in zip(all.percentiles, [45.75, 48.75, 52.5, 56.25, 59.25]) {
            #expect(near(found, expected))
        }
        let last = try #require(found.last)
        #expect(last.count == 1 && last.standardDeviation == nil)
        #expect(
            GroupDistribution.all(of: values.reversed()).map(\.place) == found.map(\.place))
    }
}
