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
                "summary.tsv", "summary.json", "bland-altman-mm2.svg", "agreement.html",
            ])
        #expect(try files.map(\.text) == Sample.agreement().files.map(\.text))
    }

    @Test("the overall figure counts the declined image as 0")
    func overall() throws {
        let text = try Sample.agreement().summary
        let overall = text.split(separator: "\n").first { $0.contains("dice_mean_overall") }
        #expect(overall?.hasPrefix("all\tall\tdice_mean_overall\t1\t0.") == true)
    }
}
