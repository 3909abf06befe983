import OracleSupport
import Testing

@testable import Statistics

@Suite struct DistributionTests {
    @Test("well-known quantiles")
    func known() throws {
        #expect(near(try Distributions.normalQuantile(0.975), 1.959963984540054))
        #expect(near(try Distributions.studentQuantile(0.975, degrees: 9), 2.2621571627982))
        #expect(near(try Distributions.normalProbability(below: 0), 0.5))
    }

    @Test("what is not defined is refused, and no exception leaves")
    func undefined() {
        for body in [
            { try Distributions.normalQuantile(1) }, { try Distributions.normalQuantile(.nan) },
            { try Distributions.normalQuantile(-0.1) },
            { try Distributions.studentQuantile(0.5, degrees: 0) },
            { try Distributions.fisherQuantile(0.975, degrees: .infinity, -1) },
            { try Distributions.fisherQuantile(0.975, degrees: .nan, 3) },
        ] as [() throws -> Double] {
            #expect(throws: StatisticsError.undefinedQuantile) { try body() }
        }
    }
}
