import Cohorts
import Testing

@testable import Research

@Suite struct ReferenceReaderTests {
    private static let header =
        "source\tn\tpopulation\tmodality\tlevel\tquantity\toutline_convention\tmean\tsd\tp5\tp95\n"
    private static let place = "US\tpiriformis\tcsa_mm2\touterBorderWithEchogenicRim"

    private func values(_ rows: String, header: String = header) throws -> [ReferenceValue] {
        let folder = try TemporaryFolder()
        try folder.write(header + rows, to: "values.tsv")
        return try ReferenceValueReader.values(folder.path("values.tsv"))
    }

    @Test("rows by mean and SD, and by percentiles")
    func rows() throws {
        let found = try values(
            "S 2026\t40\tadults\t\(Self.place)\t50\t8\tn/a\tn/a\n"
                + "S 2026\t40\tadults\t\(Self.place)\tn/a\tn/a\t38\t61\n")
        #expect(found.map(\.count) == [40, 40])
        #expect(found[0].distribution == .normal(mean: 50, standardDeviation: 8))
        #expect(
            found[1].distribution
                == .percentiles([
                    .init(percentage: 5, value: 38), .init(percentage: 95, value: 61),
                ]))
    }

    @Test(
        "a row that cannot be used says so",
        arguments: [
            ("S\t0\ta\t\(place)\t50\t8\tn/a\tn/a\n", "n is"),
            ("S\t4\ta\t\(place)\t50\t0\tn/a\tn/a\n", "sd is 0"),
            ("S\t4\ta\t\(place)\t50\tn/a\tn/a\tn/a\n", "neither mean and sd"),
            ("S\t4\ta\t\(place)\tn/a\tn/a\t61\t38\n", "p95 is not above p5"),
            ("S\t4\ta\tUS\tknee\tcsa_mm2\tx\t50\t8\tn/a\tn/a\n", "level is \"knee\""),
            ("n/a\t4\ta\t\(place)\t50\t8\tn/a\tn/a\n", "source is empty"),
        ])
    func refusals(rows: String, words: String) {
        let error = #expect(throws: ResearchError.self) { try values(rows) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test("a column that is not known is refused: it may be one misspelt")
    func columns() {
        #expect(throws: ResearchError.self) { try values("", header: "source\tn\tmaen\n") }
        #expect(throws: ResearchError.self) {
            try values("", header: Self.header.replacing("sd", with: "deviation"))
        }
    }

    @Test("values of a data set with groups; an image without one is refused")
    func cohort() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "item\tinput\trank\tside\tlevel\tcsa_mm2\tperimeter_mm\tcentroid_row_px\n"
                + "i1\tx/a.png\t1\tleft\tthigh\t50\tn/a\t3\ni1\tx/a.png\t2\tleft\tthigh\t9\t1\t1\n",
            to: "out/measurements.tsv")
        try folder.write("item\tgroup\tsubject\na\tcases\tP1\n", to: "groups.tsv")
        let found = try CohortReader.values(
            ofFolders: [folder.path("out")], groups: folder.path("groups.tsv"))
        #expect(found.map(\.quantity) == ["csa_mm2"])
        #expect(found[0].group == "cases")
        #expect(found[0].subject == "P1")
        try folder.write("item\tgroup\nb\tcases\n", to: "groups.tsv")
        #expect(throws: ResearchError.self) {
            try CohortReader.values(
                ofFolders: [folder.path("out")], groups: folder.path("groups.tsv"))
        }
    }

    @Test("a group of a path that fits more than one image is refused; folders tell them apart")
    func ambiguousGroup() throws {
        let folder = try TemporaryFolder()
        for name in ["one", "two"] {
            try folder.write(
                "item\tinput\trank\tcsa_mm2\n\(name)\tx/a.png\t1\t50\n",
                to: "\(name)/measurements.tsv")
        }
        func groups(_ rows: String) throws -> [String?] {
            try folder.write("item\tgroup\n" + rows, to: "groups.tsv")
            return try CohortReader.values(
                ofFolders: [folder.path("one"), folder.path("./two/")],
                groups: folder.path("groups.tsv")
            ).map(\.group)
        }
        let error = #expect(throws: ResearchError.self) { try groups("a\tcases\n") }
        #expect(error?.message.contains("more than one image") == true)
        #expect(
            try groups("one/x/a.png\tcases\ntwo/x/a\tcontrols\n") == ["cases", "controls"])
    }

    @Test("frames of a study are one subject; pixels are left out; an item twice is refused")
    func subjects() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "item\tinput\trank\tcsa_mm2\tarea_px\tlong_axis_px\n"
                + "s/r/1\tcine.dcm\t1\t50\t900\t40\ns/r/2\tcine.dcm\t1\t54\t950\t41\n",
            to: "out/measurements.tsv")
        let out = folder.path("out")
        let values = try CohortReader.values(ofFolders: [out], groups: nil)
        #expect(values.map(\.quantity) == ["csa_mm2", "csa_mm2"])
        #expect(values.map(\.subject) == ["s", "s"])
        #expect(
            throws: ResearchError.duplicate(item: "s/r/1", first: out, second: out)
        ) { try CohortReader.values(ofFolders: [out, out], groups: nil) }
    }
}
