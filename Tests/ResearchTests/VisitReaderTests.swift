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
