import Testing

@testable import Reporting

@Suite struct IndexPageTests {
    @Test("every item has a row with its picture, result and reason")
    func rows() throws {
        let items = [try Sample.measured(), try Sample.abstained(), Sample.refused()]
        let html = try #require(IndexPage(run: Sample.run, items: items).pages.first?.html)
        #expect(html.contains("3 items: 1 measured, 1 abstained, 1 refused."))
        #expect(html.contains("<img src=\"./b/0001.overlay.png\""))
        #expect(html.contains("1  CSA 52.4 mm² [47–58] · 10.9 × 6.1 mm"))
        #expect(html.contains("no structure looks like a nerve"))
        #expect(html.components(separatedBy: "report.json").count - 1 == 2)
        #expect(html.components(separatedBy: "<tr class=").count - 1 == 3)
    }

    @Test("names from outside cannot become markup, and the page asks for nothing from a network")
    func escaping() throws {
        let nasty = "<script>alert('x')</script>&\".png"
        var record = try Sample.measured(input: nasty)
        record.files.overlay = "a b/ü#?.png"
        let html = try #require(IndexPage(run: Sample.run, items: [record]).pages.first?.html)
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;.png"))
        #expect(html.contains("./a%20b/%C3%BC%23%3F.png"))
        #expect(!html.contains("http"))
    }

    @Test("items beyond one page go on the next, and every page leads to every other")
    func pages() throws {
        let items = (0...2 * IndexPage.itemsPerPage).map { number in
            ItemRecord(source: ItemSource(item: "\(number)", input: "\(number)"), status: .skipped)
        }
        let pages = IndexPage(run: Sample.run, items: items).pages
        #expect(pages.map(\.name) == ["index.html", "index-2.html", "index-3.html"])
        let rows = pages.map { $0.html.components(separatedBy: "<tr class=").count - 1 }
        #expect(rows == [IndexPage.itemsPerPage, IndexPage.itemsPerPage, 1])
        #expect(pages[1].html.contains("<a href=\"index.html\">1</a>"))
        #expect(pages[1].html.contains("<a href=\"index-3.html\">3</a>"))
    }
}
