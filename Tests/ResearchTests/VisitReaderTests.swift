import Cohorts
import Testing

@testable import Research

@Suite struct VisitReaderTests {
    private static let header =
        "item\trank\tside\tlevel\tcsa_mm2\tcsa_low_mm2\tcsa_high_mm2\toutline_convention\tprobe\t"
        + "position\tmodality\n"

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, area) in [("one", "50"), ("two", "n/a")] {
            try folder.write(
                Self.header
                    + "i\t1\tleft\tpiriformis\t\(area)\t46\t54\touterEpineurium\tL14\tprone\tUS\n"
                    + "i\t2\tleft\tpiriformis\t20\t16\t24\touterEpineurium\tL14\tprone\tUS\n",
                to: "\(name)/measurements.tsv")
        }
        return folder
    }

    @Test("folders of one patient: the first nerve of each image")
    func folders() throws {
        let folder = try folder()
        let visits = try VisitReader.visits(ofFolders: [folder.path("one"), folder.path("two")])
        #expect(visits.map(\.images.count) == [1, 1])
        #expect(visits[0].images[0].area == MeasuredArea(value: 50, low: 46, high: 54))
        #expect(visits[0].images[0].position == "prone")
        #expect(VisitChange.all(of: visits, earlyDays: 7).map(\.obstacle) == [.noScale])
    }

    @Test(
        "MR: the nerve of either side in each slice, at right angles; a divided nerve is left out")
    func volumes() throws {
        let folder = try TemporaryFolder()
        let header =
            "item\trank\tside\tlevel\tcsa_mm2\tcsa_low_mm2\tcsa_high_mm2\tcsa_perpendicular_mm2\t"
            + "outline_convention\tmodality\tsequence\n"
        func row(_ slice: Int, _ rank: Int, _ side: String, _ area: Int, _ level: String) -> String
        {
            "s/r/\(slice)\t\(rank)\t\(side)\t\(level)\t\(area)\t\(area - 10)\tn/a\t\(area / 2)\t"
                + "outerEpineurium\tMR\tstir\n"
        }
        let rows =
            [40, 60, 100].enumerated().map { row($0, 1, "left", $1, "piriformis") }.joined()
            + [44, 64].enumerated().map { row($0, 2, "right", $1, "piriformis") }.joined()
            + row(3, 1, "left", 20, "thigh") + row(3, 2, "left", 22, "thigh")
        for name in ["one", "two"] {
            try folder.write(header + rows, to: "\(name)/measurements.tsv")
        }
        let visits = try VisitReader.visits(ofFolders: [folder.path("one"), folder.path("two")])
        #expect(visits[0].images.count == 5)
        let changes = VisitChange.all(of: visits, earlyDays: 7)
        #expect(changes.map(\.side) == [.left, .right])
        #expect(changes.map(\.firstArea?.value) == [30, 27])
        #expect(changes[0].firstArea?.low == 25 && changes[0].firstArea?.high == nil)
        #expect(changes.map(\.sequence) == ["stir", "stir"])
        #expect(changes.allSatisfy { $0.obstacle == nil && !$0.cautions.contains(.severalImages) })

        let values = try CohortReader.values(ofFolders: [folder.path("one")], groups: nil)
        let areas = values.filter { $0.quantity == "csa_perpendicular_mm2" }
        #expect(areas.map(\.value) == [20, 30, 50, 22, 32])
        #expect(areas.map(\.sequence) == Array(repeating: "stir", count: 5))
    }

    @Test("a table of visits; folders are relative to it")
    func table() throws {
        let folder = try folder()
        try folder.write(
            "folder\tsubject\tdate\ttreatment_date\none\tP\t2026-01-03\t2026-01-02\n"
                + "two\tP\t2026-01-01\tn/a\n", to: "visits.tsv")
        let visits = try VisitReader.visits(ofTable: folder.path("visits.tsv"))
        let change = try #require(VisitChange.all(of: visits, earlyDays: 7).first)
        #expect(change.first.name == "two")
        #expect(change.daysSinceTreatment == 1)
        try folder.write(
            "subject\tdate\tscore\nP\t2026-01-02\t8\nP\t2026-01-10\t2\n", to: "pain.tsv")
        let scores = try PainTable.scores(folder.path("pain.tsv"), visits: visits)
        #expect(
            PainOutcomes(of: scores, subjects: ["P"]).outcomes.map(\.followUp) == ["week 1"])
    }

    @Test("bad input says which file, line and column")
    func refusals() throws {
        let folder = try folder()
        try folder.write("folder\tsubject\tdate\none\tP\t1.2.2026\n", to: "visits.tsv")
        let error = #expect(throws: ResearchError.self) {
            try VisitReader.visits(ofTable: folder.path("visits.tsv"))
        }
        #expect(
            error?.message
                == "visits.tsv, line 2: date is \"1.2.2026\"; a day such as 2026-01-31 is needed")
        try folder.write("no table", to: "empty/x.txt")
        #expect(throws: ResearchError.self) {
            try VisitReader.visits(ofFolders: [folder.path("empty")])
        }
        try folder.write("subject\tdate\tscore\nP\t2026-01-02\t-1\n", to: "pain.tsv")
        #expect(throws: ResearchError.self) {
            try PainTable.scores(folder.path("pain.tsv"), visits: [])
        }
    }
}
