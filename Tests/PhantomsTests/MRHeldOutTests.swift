import Testing

@testable import Phantoms

@Suite struct MRHeldOutTests {
    @Test("what is held out is in no training series and in every unseen one")
    func disjoint() throws {
        for seed in 1...200 as ClosedRange<UInt64> {
            for range in [MRParameterRange.training, .unseen] {
                let parameters = MRPhantomParameters.varied(
                    seed: seed, sequence: .stir, range: range)
                let a = parameters.acquisition
                let area = try #require(parameters.nerveArea)
                let drawn: [(MRHeldOut, Double)] = [
                    (.nerveArea, area), (.spacing, a.spacing), (.thickness, a.thickness),
                    (.noise, a.noise), (.shading, a.shading), (.residualFat, a.residualFat),
                    (.blur, a.blur),
                ]
                for (values, value) in drawn {
                    #expect(values.all.contains(value))
                    // Rounded to thousandths.
                    let inside = (values.band.lowerBound + 0.001)...(values.band.upperBound - 0.001)
                    #expect(
                        range == .unseen
                            ? abs(value - (values.band.lowerBound + values.band.upperBound) / 2)
                                <= (values.band.upperBound - values.band.lowerBound) / 2 + 0.001
                            : !inside.contains(value))
                }
                _ = try MRPhantomParameters.varied(seed: seed, range: range).check()
            }
        }
    }

    @Test("training reaches both sides of the band and the ends")
    func reach() {
        var random = RandomStream(seed: 1)
        for values in [MRHeldOut.spacing, .thickness, .noise] {
            let drawn = (0..<2_000).map { _ in values.draw(.training, &random) }
            let width = values.all.upperBound - values.all.lowerBound
            #expect(drawn.contains { $0 < values.all.lowerBound + 0.05 * width })
            #expect(drawn.contains { $0 > values.all.upperBound - 0.05 * width })
        }
    }

    @Test("the series differ in more than noise")
    func different() {
        let drawn = (1...20 as ClosedRange<UInt64>).map {
            MRPhantomParameters.varied(seed: $0, range: .training).acquisition
        }
        #expect(Set(drawn).count == 20)
        #expect(Set(drawn.map(\.sequence)).count > 3)
    }
}
