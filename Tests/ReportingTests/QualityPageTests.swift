import JSON
import Testing

@testable import Reporting

@Suite struct QualityPageTests {
    static func items(_ count: Int) -> [ItemRecord] {
        (0..<count).map { number in
            ReportBuilder.item(
                source: ItemSource(item: "item \(number)", input: "\(number).png"),
                status: .refused, reason: ItemReason(code: "truncated", explanation: "cut"))
        }
    }

    /// The values that a data file hands to the script.
    static func entries(of file: PageFile) throws -> [JSONValue] {
        let start = try #require(file.text.firstIndex(of: "["))
        let end = try #require(file.text.lastIndex(of: "]"))
        guard case .array(let entries) = try JSONReader.value(of: String(file.text[start...end]))
        else { throw JSONProblem.notAnObject(found: file.text) }
        return entries
    }

    @Test("every item has a row whose values have the stated names, and its details in its file")
    func rows() throws {
        let records = [try Sample.measured(), try Sample.abstained(), Sample.refused()]
        let files = try Sample.page(records, marks: try Sample.marks())
        let rows = try Self.entries(of: try #require(files.first { $0.path.contains("rows-") }))
        #expect(rows.count == 3)
        guard case .array(let values) = rows[0] else { return }
        let row = Dictionary(uniqueKeysWithValues: zip(PageRow.columns, values))
        #expect(values.count == PageRow.columns.count)
        #expect(row["item"] == .string("b-0123456789ab"))
        #expect(row["side"] == .string("left"))
        #expect(row["level"] == .string("subgluteal"))
        #expect(row["flags"] == .strings(["anisotropicSpacing"]))
        #expect(row["mark"] == .string("fail"))
        #expect(row["reader"] == .string("A. B."))
        #expect(row["result"] == .string(records[0].resultDigest))
        guard case .array(let nerves)? = row["nerves"], case .array(let nerve) = nerves[0] else {
            return
        }
        #expect(nerve.count == PageRow.nerveColumns.count)
        #expect(nerve[1...3] == [.number("52.35"), .number("47.00"), .number("58.00")])
        let details = try Self.entries(
            of: try #require(files.first { $0.path.contains("details-") }))
        #expect(details == records.map(\.withoutVertices.json))
    }

    @Test("files are cut at their limit, rows know the file of their details, nothing is lost")
    func chunks() throws {
        var limits = QualityPage.Limits()
        limits.rowBytes = 3000
        limits.detailBytes = 2000
        let files = try Sample.page(Self.items(40), limits: limits)
        let rows = files.filter { $0.path.contains("rows-") }
        let details = files.filter { $0.path.contains("details-") }
        #expect(rows.count > 1 && details.count > 3)
        #expect(rows.map(\.path) == (1...rows.count).map { PageFile.data("rows", $0) })
        #expect(details.map(\.path) == (1...details.count).map { PageFile.data("details", $0) })
        for file in rows { #expect(file.text.utf8.count < 3100) }
        for file in details { #expect(file.text.utf8.count < 2100) }
        let place = try #require(PageRow.columns.firstIndex(of: "details"))
        var seen: [String] = []
        for row in try rows.flatMap(Self.entries) {
            guard case .array(let values) = row, case .string(let item) = values[0],
                let number = values[place].number
            else { continue }
            seen.append(item)
            let text = details[Int(number) - 1].text
            #expect(text.contains("\"item\":\"\(item)\""))
        }
        #expect(seen == Self.items(40).map(\.source.item))
    }

    @Test("items in one portion or in many give the same files; a full file is given out at once")
    func incremental() throws {
        var limits = QualityPage.Limits()
        limits.rowBytes = 1000
        limits.detailBytes = 1000
        let whole = try Sample.page(Self.items(30), limits: limits)
        var page = QualityPage(run: Sample.run, limits: limits)
        var files: [PageFile] = []
        for (number, item) in Self.items(30).enumerated() {
            files += page.append([item])
            // At most the two files that are being filled are kept.
            let given = files.filter { $0.path.contains("rows-") }.reduce(0) { count, file in
                count + file.text.components(separatedBy: "\"item ").count - 1
            }
            #expect(number + 1 - given <= 10)
        }
        files += page.finish().files
        #expect(files == whole)
        #expect(files.last?.path == "index.html")
    }

    @Test("what is kept of items does not grow with them")
    func bounded() throws {
        func tally(_ count: Int) throws -> PageTally {
            var tally = PageTally()
            for _ in 0..<count { tally.add(try Sample.measured()) }
            for item in Self.items(count) { tally.add(item) }
            return tally
        }
        let (small, large) = (try tally(2), try tally(200))
        #expect(small.groups.count == large.groups.count)
        #expect(small.reasons.count == large.reasons.count)
        #expect(large.items == 400)
        let areas = large.distribution(of: .area)
        #expect(areas.total == 200 && areas.counts.count == PlottedQuantity.area.bins.count)
    }

    @Test("details hold a bounded number of nerves; the row says how many there are")
    func manyNerves() throws {
        var record = try Sample.measured()
        record.nerves = Array(repeating: record.nerves[0], count: 500)
        let files = try Sample.page([record])
        let details = try Self.entries(
            of: try #require(files.first { $0.path.contains("details-") }))
        #expect(try JSONObject(details[0]).items("nerves").count == 64)
        let rows = try Self.entries(of: try #require(files.first { $0.path.contains("rows-") }))
        guard case .array(let values) = rows[0] else { return }
        #expect(values[try #require(PageRow.columns.firstIndex(of: "nerveCount"))] == .integer(500))
    }

    @Test("names from outside are data, not markup or script; parts of the page are not templates")
    func escaping() throws {
        let nasty = "</script><script>alert('x')</script>&\"{{overview}}\u{2028}.png"
        var record = try Sample.measured(input: nasty)
        record.reason = ItemReason(code: "<b>", explanation: "<i>")
        let files = try Sample.page([record])
        let html = try #require(files.last?.text)
        #expect(!html.contains("alert(") && !html.contains("<b>") && html.contains("&lt;b&gt;"))
        #expect(!html.contains("{{"))
        let rows = try #require(files.first { $0.path.contains("rows-") })
        #expect(!rows.text.contains("\u{2028}"))
        guard case .array(let values) = try Self.entries(of: rows)[0] else { return }
        #expect(values[1] == .string(nasty))
        #expect(
            FrameHTML.filled("a{{x}}b{{y}}c}}", with: ["x": "{{y}}", "y": "1"]) == "a{{y}}b1c}}")
    }

    @Test("the page asks for nothing from a network and makes no markup of text")
    func closed() throws {
        let files = try Sample.page([try Sample.measured()])
        let html = try #require(files.last?.text)
        #expect(html.contains("default-src 'none'"))
        for file in files {
            #expect(!file.text.contains("http:") && !file.text.contains("https:"), "\(file.path)")
        }
        for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            #expect(!PageAssets.script.contains(sink))
        }
        #expect(!PageAssets.html.contains("style="))
        #expect(!PageAssets.html.contains("onclick="))
    }

    @Test("a run without items has a page too")
    func empty() throws {
        let files = try Sample.page([])
        #expect(
            files.map(\.path) == ["page/facts.js", "page/page.css", "page/page.js", "index.html"])
    }

    @Test("the overview counts statuses, reasons and flags")
    func overview() throws {
        var tally = PageTally()
        let items = [try Sample.measured(), try Sample.abstained(), Sample.refused()]
        for item in items + items { tally.add(item) }
        let html = OverviewHTML(tally: tally).html
        for (filter, value, count) in [
            ("reason", "noCandidate", 2), ("reason", "truncated", 2),
            ("flag", "anisotropicSpacing", 2),
        ] {
            let row = try #require(
                html.split(separator: "<tr>").first {
                    $0.contains("data-filter=\"\(filter)\" data-value=\"\(value)\"")
                })
            #expect(row.contains("<td>\(count)</td>"))
        }
        #expect(html.contains("n = 2, median between 52 and 53"))
        #expect(html.contains("left, subgluteal"))
        #expect(!html.contains("gainDependent"))
        #expect(OverviewHTML.grouped(1_234_567) == "1,234,567")
    }
}
