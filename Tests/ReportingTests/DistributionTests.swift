import Testing

@testable import Reporting

@Suite struct DistributionTests {
    static let bins = Distribution.Bins(lowest: 0, width: 0.1, count: 10)

    static func distribution(_ values: [Double], _ bins: Distribution.Bins = bins) -> Distribution {
        var distribution = Distribution(bins)
        for value in values { distribution.add(value) }
        return distribution
    }

    @Test("a value on a border belongs to the bin that begins there; the last bin holds both ends")
    func borders() {
        let distribution = Self.distribution([0, 0.1, 0.3, 0.3 - 1e-6, 0.7, 1])
        #expect(distribution.counts == [1, 1, 1, 1, 0, 0, 0, 1, 0, 1])
        #expect(distribution.occupied == 0..<10)
    }

    @Test("values outside are counted apart; what is no number is not counted")
    func outside() {
        let distribution = Self.distribution([-0.01, 1.01, 5, .nan, .infinity, 0.55])
        #expect(distribution.below == 1 && distribution.above == 2 && distribution.total == 4)
    }

    @Test("the bin of the median is that of the sorted values")
    func median() throws {
        var values: [Double] = []
        for step in 1...41 { values.append(Double(step * 17 % 41) / 41) }
        let distribution = Self.distribution(values)
        let median = values.sorted()[20]
        let bin = try #require(distribution.medianBin)
        #expect(bin.lowerBound <= median && median <= bin.upperBound)
        #expect(Self.distribution([]).medianBin == nil)
        #expect(Self.distribution([2, 3]).medianBin == nil)
    }

    @Test("sums of groups are the whole")
    func sum() {
        var sum = Self.distribution([0.15, 2])
        sum.add(Self.distribution([0.15, 0.95, -1]))
        #expect(sum == Self.distribution([0.15, 0.15, 0.95, 2, -1]))
    }

    @Test("bars hold every value, at most 30 of them, and the highest reaches the top")
    func bars() throws {
        let bins = Distribution.Bins(lowest: 0, width: 1, count: 400)
        var values: [Double] = []
        for step in 0..<500 { values.append(Double(step * step % 397)) }
        let distribution = Self.distribution(values, bins)
        let frame = try #require(Histogram.Frame([distribution]))
        let bars = frame.bars(of: distribution)
        #expect(bars.reduce(0, +) == 500 && bars.count <= 30)
        #expect(bars.max() == frame.top)
        #expect(frame.bins.upperBound <= 400)
    }

    @Test("a single value has room around it; no value has no frame")
    func single() throws {
        let frame = try #require(Histogram.Frame([Self.distribution([0.95])]))
        #expect(frame.bins.count > 1 && frame.bins.upperBound == 10)
        #expect(Histogram.Frame([Self.distribution([])]) == nil)
    }

    @Test(
        "the drawing names what it shows and how much is not drawn, and holds no text from outside")
    func drawing() throws {
        let distribution = Self.distribution([0.15, 0.25, 0.25, 7])
        let frame = try #require(Histogram.Frame([distribution]))
        let histogram = Histogram(
            distribution: distribution, frame: frame, title: "A <b>", label: "mm", decimals: 1)
        #expect(histogram.svg.contains("aria-label=\"Histogram: A &lt;b&gt;, 4 values, median"))
        #expect(histogram.svg.contains("<title>0.2 to 0.3: 2</title>"))
        #expect(histogram.remark == "1 above 1.0 not drawn")
        #expect(!histogram.svg.contains("nan"))
    }
}
