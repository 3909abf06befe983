import Agreement
import JSON
import Testing

@testable import Reporting

@Suite struct AgreementReportTests {
    @Test("the page escapes names, holds a plot and asks for nothing from a network")
    func page() throws {
        let html = try Sample.agreement().html
        #expect(html.contains("a&lt;0&gt;"))
        #expect(!html.contains("<script"))
        #expect(html.components(separatedBy: "<svg").count == 2)
        #expect(html.replacing("http://www.w3.org/2000/svg", with: "").contains("http") == false)
        #expect(html.contains("Declined") || html.contains("noCandidate"))
    }

    @Test("every file is there, and equal reports give equal bytes")
    func files() throws {
        let files = try Sample.agreement().files
        #expect(
            files.map(\.name) == [
                "agreement.json", "pairs.tsv", "pairs.json", "groups.tsv", "groups.json",
                "summary.tsv", "summary.json", "passed_over.tsv", "passed_over.json",
                "bland-altman-mm2.svg", "agreement.html",
            ])
        #expect(try files.map(\.text) == Sample.agreement().files.map(\.text))
    }

    @Test("no report has a file that is not on the list by which older ones are removed")
    func names() throws {
        let names = Set(try Sample.agreement().files.map(\.name))
        #expect(AgreementReport.fileNames.subtracting(names) == ["bland-altman-px.svg"])
        #expect(names.isSubset(of: AgreementReport.fileNames))
        #expect(Set(Sample.comparison.files.map(\.name)) == ComparisonReport.fileNames)
        #expect(Set(Sample.reference.files.map(\.name)) == ReferenceReport.fileNames)
    }

    @Test("areas that no picture has neither stop the plot nor set its frame")
    func hugeAreas() {
        let values = [1e300, -.infinity, .nan, 1e18, 12, 10]
        let areas = values.map {
            ReadingPair.Areas(unit: .squareMillimetres, reference: $0, against: 11)
        }
        let svg = BlandAltmanPlot(areas: areas, limits: nil).svg
        #expect(svg.contains("<circle"))
        #expect(!svg.contains("nan") && !svg.contains("inf"))
        let far = BlandAltmanPlot(areas: Array(areas.prefix(1)), limits: nil).svg
        #expect(far.contains("Bland"))
        for range in [1e18...1e18 + 4096, -1e300...1e300, 0...Double.infinity, 1e15...1e15 + 1] {
            #expect(AxisTicks(over: range, count: 7).values.count < 20)
        }
        #expect(AxisTicks(over: 0...10, count: 5).values == [0, 2, 4, 6, 8, 10])
    }

    @Test("the overall figure counts the declined image as 0")
    func overall() throws {
        let text = try Sample.agreement().summary
        let overall = text.split(separator: "\n").first { $0.contains("dice_mean_overall") }
        #expect(overall?.hasPrefix("all\tall\tdice_mean_overall\t1\t0.") == true)
    }
}
