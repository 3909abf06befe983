import Anatomy
import JSON
import StudyModel
import Testing

@testable import Reporting

@Suite struct VolumeRecordTests {
    private static func record() throws -> JSONObject {
        let record = VolumeRecord(
            try Sample.volume(), series: "0f1e2d3c4b5a", items: Sample.volumeItems)
        return try JSONObject(record.json)
    }

    @Test("a section says what it measured, or why it did not")
    func sections() throws {
        let nerve = try #require(try Self.record().objects("nerves").first)
        let sections = try nerve.objects("sections")
        #expect(try sections.map { try $0.string("item") } == ["s/1", "s/2", "s/4"])
        #expect(try sections[0].double("csa_perpendicular_mm2") == 47.25)
        #expect(try sections[0].string("not_measured") == nil)
        #expect(try sections[0].object("signal")?.double("nerve_muscle_ratio") == 1.813)
        #expect(try sections[2].double("csa_perpendicular_mm2") == nil)
        #expect(try sections[2].string("not_measured") == "slantedSlice")
        #expect(try sections[2].object("signal")?.string("gap") == "referenceFatty")
    }

    @Test("a side without nerve has a reason")
    func absence() throws {
        let nerves = try Self.record().objects("nerves")
        #expect(try nerves[1].string("side") == "right")
        #expect(try nerves[1].string("absence") == "noCandidate")
    }

    @Test("a space is its narrowest slice")
    func spaces() throws {
        let spaces = try Self.record().objects("spaces")
        #expect(spaces.count == 1)
        #expect(try spaces[0].double("distance_mm") == 12.9)
        #expect(try spaces[0].string("item") == "s/4")
    }

    @Test("a finding is supported by a rule, not assessable without one")
    func findings() throws {
        let findings = try Self.record().objects("findings")
        #expect(try findings.map { try $0.string("verdict") } == ["supported", "not_assessable"])
    }

    @Test("levels and side of a nerve come back from JSON")
    func nerve() throws {
        let volume = try Sample.volume()
        let section = try #require(volume.course(.left)?.sections.first)
        let record = NerveRecord(
            try #require(section.measurements.first), rank: 2, side: .left,
            levels: section.levels)
        #expect(record.side == .left && record.rank == 2 && record.level == .piriformis)
        #expect(record.levels == [.piriformis])
        #expect(try NerveRecord(json: try JSONObject(record.json)) == record)
    }

    @Test("the page of a volume shows profile, sides, findings first supported, and stands alone")
    func page() throws {
        let html = VolumePage(try Sample.volume(), series: "0f1e2d3c4b5a").html
        for words in [
            "MR series 0f1e2d3c4b5a", "Proven on simulated anatomy only", "<polyline",
            "right: nothing",
            "12.90", "not assessable", "Not assessed",
        ] {
            #expect(html.contains(words), "\(words)")
        }
        let rows = FindingRow.rows(of: try Sample.volume().findings)
        #expect(rows.map(\.finding.verdict).first == .supported)
        #expect(!html.contains("src=") && !html.contains("<script"))
    }

    @Test("a slice that shows both nerves is of both sides, for the page")
    func bothSides() throws {
        let volume = try Sample.volume()
        let section = try #require(volume.course(.left)?.sections.first)
        let measurement = try #require(section.measurements.first)
        var record = ItemRecord(source: ItemSource(item: "s/1", input: "a"), status: .measured)
        record.nerves = [Laterality.right, .left].enumerated().map { index, side in
            NerveRecord(measurement, rank: index + 1, side: side, levels: section.levels)
        }
        record.files.volumePage = "s/1.volume.html"
        let row = PageRow(record: record, details: 1, result: "r", mark: nil).json
        guard case .array(let values) = row else { throw SampleProblem.noRow }
        #expect(values[PageRow.columns.firstIndex(of: "side") ?? 0] == .string("left,right"))
        #expect(record.pictures == ["s/1.volume.html"])
        #expect(try ItemRecord(json: record.json) == record)
    }

    private enum SampleProblem: Error { case noRow }

    @Test("the profile breaks at gaps and says what it is proven on")
    func profile() throws {
        let plot = try #require(NerveProfilePlot(of: try Sample.volume()))
        #expect(plot.svg.hasPrefix("<svg ") && plot.svg.hasSuffix("</svg>\n"))
        #expect(plot.svg.contains("phantoms only"))
        #expect(plot.svg.components(separatedBy: "<polyline").count == 4)
        #expect(plot.svg.components(separatedBy: "band-left\" x").count == 2)
        #expect(NerveProfilePlot(of: try Sample.volume())?.svg == plot.svg)
    }
}
