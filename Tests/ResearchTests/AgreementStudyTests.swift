import Agreement
import Geometry
import ImageCodecs
import Raster
import Reporting
import Testing

@testable import Research

@Suite struct AgreementStudyTests {
    private func study(
        _ folder: TemporaryFolder, _ change: (inout AgreementOptions) -> Void = { _ in }
    ) throws -> AgreementStudy {
        var options = AgreementOptions(
            reference: folder.path("reference"), against: folder.path("against"))
        change(&options)
        return try AgreementStudy(options)
    }

    @Test("PNG against NIfTI: Dice, areas in mm² by the NIfTI's own spacing")
    func formats() throws {
        let folder = try TemporaryFolder()
        try folder.writeMask("reference/a.png", columns: 2..<6, rows: 2..<7)
        try folder.writeMask("against/a.nii.gz", columns: 3..<7, rows: 2..<7)
        let pair = try #require(try study(folder).pairs.first)
        #expect(pair.status == .compared)
        #expect(pair.masks?.overlap.dice == 0.75)
        #expect(pair.areas?.unit == .squareMillimetres)
        #expect(abs((pair.areas?.reference ?? 0) - 20 * 0.02) < 1e-6)
        #expect(abs((pair.masks?.millimetres?.hausdorff95 ?? 0) - 0.2) < 1e-6)
    }

    @Test("one bad pair does not stop the rest, and says what is wrong")
    func badPairs() throws {
        let folder = try TemporaryFolder()
        for name in ["good", "labels", "size", "broken", "twice"] {
            try folder.writeMask("reference/\(name).png", columns: 1..<4, rows: 1..<4)
            try folder.writeMask("against/\(name).png", columns: 1..<4, rows: 1..<5)
        }
        try folder.writeMask("against/labels.png", columns: 1..<4, rows: 1..<4, label: 255)
        let other = try #require(PlaneSize(columns: 5, rows: 5))
        let small = try PNGImage.encode(labels: LabelPlane(size: other, filledWith: 1))
        try folder.write(small, to: "against/size.png")
        try folder.write(Array(small.prefix(40)), to: "against/broken.png")
        try folder.writeMask("against/twice.nii", columns: 1..<4, rows: 1..<4)
        try folder.writeMask("reference/alone.png")
        let pairs = try study(folder).pairs
        let reasons = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key, $0.reason?.code) })
        #expect(reasons["good"] == .some(nil))
        #expect(reasons["labels"] == "otherLabels")
        #expect(reasons["size"] == "otherSize")
        #expect(reasons["broken"] == "truncated")
        #expect(reasons["twice"] == "duplicate")
        #expect(pairs.first { $0.key == "alone" }?.status == .onlyReference)
        let relabelled = try study(folder) { $0.againstLabel = 255 }.pairs
        #expect(relabelled.first { $0.key == "labels" }?.masks?.overlap.dice == 1)
    }

    private func writeMasks(_ folder: TemporaryFolder, _ paths: [String]) throws {
        for path in paths { try folder.writeMask(path, columns: 1..<4, rows: 1..<4) }
    }

    @Test("the end of a path matches where nothing else fits; what may be several images fails")
    func names() throws {
        let folder = try TemporaryFolder()
        try writeMasks(
            folder,
            [
                "reference/x/a.png", "reference/x/b.png", "reference/y/b.png", "against/a.png",
                "against/b.png",
            ])
        let pairs = try study(folder).pairs
        #expect(pairs.map(\.key) == ["b", "x/a", "x/b", "y/b"])
        #expect(pairs.map(\.status) == [.failed, .compared, .failed, .failed])
        #expect(pairs[0].reason?.code == "ambiguousName")
        #expect(pairs[0].reason?.explanation.contains("x/b or y/b") == true)
    }

    @Test("images of other patients are never paired, be their name alone on both sides")
    func otherPatients() throws {
        let folder = try TemporaryFolder()
        try writeMasks(
            folder,
            ["reference/p01", "reference/p02", "against/p01", "against/p03"].map {
                $0 + "/left.png"
            })
        let pairs = try study(folder).pairs
        #expect(pairs.map(\.key) == ["p01/left", "p02/left", "p03/left"])
        #expect(pairs.map(\.status) == [.compared, .onlyReference, .onlyAgainst])
        #expect(pairs[2].reason?.explanation.contains("p02/left") == true)

        let single = try TemporaryFolder()
        try writeMasks(single, ["reference/p01/left.png", "against/p02/left.png"])
        #expect(
            throws: ResearchError.nothingInCommon(reference: "p01/left", against: "p02/left")
        ) { try study(single) }
    }

    @Test("a subject of a bare name that more than one image is called is no subject of theirs")
    func ambiguousSubject() throws {
        let folder = try TemporaryFolder()
        for reader in ["reference", "against"] {
            for patient in ["p01", "p02"] {
                try folder.writeMask("\(reader)/\(patient)/left.png", columns: 1..<4, rows: 1..<4)
            }
        }
        try folder.write("item\tsubject\nleft\tA\np02/left\tB\n", to: "subjects.tsv")
        let pairs = try study(folder) { $0.subjects = folder.path("subjects.tsv") }.pairs
        #expect(pairs.map(\.reason?.code) == ["ambiguousSubject", nil])
        #expect(pairs[1].subject == "B")
    }

    @Test("readers without a common image are refused")
    func nothingInCommon() throws {
        let folder = try TemporaryFolder()
        try folder.writeMask("reference/a.png")
        try folder.writeMask("against/b.png")
        #expect(throws: ResearchError.nothingInCommon(reference: "a", against: "b")) {
            try study(folder)
        }
        #expect(throws: ResearchError.missing(path: folder.path("nowhere"))) {
            try study(folder) { $0.against = folder.path("nowhere") }
        }
        try folder.write("no mask", to: "empty/readme.txt")
        #expect(throws: ResearchError.self) {
            try study(folder) { $0.against = folder.path("empty") }
        }
    }

    @Test("the side of a declined image counts where items.tsv states it")
    func declined() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "against/dataset.json")
        try folder.write(
            "item\tinput\tframe\tstatus\treason\tmask\tside\n"
                + "i\ta.png\t1\tabstained\tnoCandidate\tn/a\tright\n",
            to: "against/items.tsv")
        try folder.write("item\trank\tcsa_mm2\n", to: "against/measurements.tsv")
        try folder.writeMask("reference/a.png", columns: 1..<4, rows: 1..<6)
        let right = try study(folder).groups.first { $0.group.side == .known(.right) }
        #expect(right?.counts[.abstained] == 1)
    }

    private func writeOutput(_ folder: TemporaryFolder) throws {
        try folder.write("{}", to: "against/dataset.json")
        try folder.write(
            """
            item\tinput\tframe\tstatus\treason\tmask\texplanation
            i1\ta.png\t1\tmeasured\tn/a\tm/a.png\tn/a
            i2\tb.png\t1\tabstained\tnoCandidate\tn/a\tno structure looks like a nerve
            i3\tc.png\t1\trefused\ttruncated\tn/a\tthe file ends early
            i4\td.png\t1\tabstained\tnoCandidate\tn/a\tno structure looks like a nerve

            """, to: "against/items.tsv")
        try folder.write(
            """
            item\trank\tside\tlevel\tcsa_mm2\tarea_px\tspacing_row_mm\tspacing_column_mm
            i1\t1\tleft\tpiriformis\t1.5\t15.0\t0.5\t0.2

            """, to: "against/measurements.tsv")
        try folder.writeMask("against/m/a.png", columns: 1..<4, rows: 1..<6)
    }

    @Test("the tool's output: spacing, side and level; abstentions count 0, refusals nowhere")
    func output() throws {
        let folder = try TemporaryFolder()
        try writeOutput(folder)
        for name in ["a", "b", "c"] {
            try folder.writeMask("reference/\(name).png", columns: 1..<4, rows: 1..<6)
        }
        try folder.writeMask("reference/d.png")
        let study = try study(folder)
        let statuses = study.pairs.map(\.status)
        #expect(statuses == [.compared, .abstained, .notMeasured, .abstained])
        #expect(study.pairs[0].level == .piriformis)
        #expect(abs((study.pairs[0].areas?.reference ?? 0) - 1.5) < 1e-9)
        let all = try #require(study.groups.first)
        #expect(all.abstainedWithNerve == 1)
        let overall = all.findings.first { $0.quantity == .diceMeanOverall }
        #expect(overall?.value == 0.5)
        #expect(overall?.images == 2)
        let free = all.findings.first { $0.quantity == .nerveFreeImagesLeftEmpty }
        #expect(free?.value == 1)
        #expect(study.groups.map(\.group.side).contains(.known(.left)))
    }

    @Test("a volume of the reference gives each frame of a cine its slice; a missing one fails")
    func frames() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "against/dataset.json")
        let rows = (1...3).map { "i\($0)\tcine.dcm\t\($0)\tmeasured\tm/\($0).png" }
        try folder.write(
            "item\tinput\tframe\tstatus\tmask\n" + rows.joined(separator: "\n") + "\n",
            to: "against/items.tsv")
        try folder.write("item\trank\tcsa_mm2\n", to: "against/measurements.tsv")
        for frame in 1...3 {
            try folder.writeMask("against/m/\(frame).png", columns: 1..<(1 + frame), rows: 1..<3)
        }
        let slices = (1...2).flatMap { frame in
            (0..<120).map { pixel in
                let (row, column) = pixel.quotientAndRemainder(dividingBy: 12)
                return (1..<3) ~= row && (1..<(1 + frame)) ~= column ? Float(1) : 0
            }
        }
        let volume = NIfTIVolume(counts: [12, 10, 2], sizes: [0.1, 0.1, 1], samples: slices)
        try folder.write(
            try volume.encodeLabels(compressed: true), to: "reference/cine.nii.gz")
        let pairs = try study(folder).pairs
        #expect(pairs.map(\.frame) == [1, 2, 3])
        #expect(pairs.map { $0.masks?.overlap.dice } == [1, 1, nil])
        #expect(pairs.map(\.reason?.code) == [nil, nil, "noSuchFrame"])
        #expect(Set(pairs.map(\.subject)) == ["cine"])

        let reversed = try study(folder) {
            $0.reference = folder.path("against")
            $0.against = folder.path("reference")
        }
        #expect(reversed.pairs.map(\.status) == [.compared, .compared, .failed])
    }

    @Test("a table of areas against the tool's measurements, and one subject only for ICC")
    func tables() throws {
        let folder = try TemporaryFolder()
        try writeOutput(folder)
        try folder.write("input\tcsa_mm2\na.png\t2.5\nb.png\t3\n", to: "areas.tsv")
        let table = try study(folder) { $0.reference = folder.path("areas.tsv") }
        #expect(table.pairs[0].areas?.difference == -1)
        #expect(table.pairs[1].status == .abstained)

        let rows = (1...6).map { "i\($0)\t\(10 + $0)" }
        let others = (1...6).map { "i\($0)\t\(10 + $0 + $0 % 3)" }
        try folder.write("item\tcsa_mm2\n" + rows.joined(separator: "\n") + "\n", to: "r1.tsv")
        try folder.write("item\tcsa_mm2\n" + others.joined(separator: "\n") + "\n", to: "r2.tsv")
        let subjects = (1...6).map { "i\($0)\tp1" }
        try folder.write(
            "item\tsubject\n" + subjects.joined(separator: "\n") + "\n", to: "subjects.tsv")
        func finding(_ quantity: AgreementQuantity, subjects: Bool) throws -> Finding? {
            let study = try study(folder) {
                $0.reference = folder.path("r1.tsv")
                $0.against = folder.path("r2.tsv")
                $0.subjects = subjects ? folder.path("subjects.tsv") : nil
            }
            return study.groups.first?.findings.first { $0.quantity == quantity }
        }
        #expect(try finding(.absoluteAgreement, subjects: false)?.method == .fisherF)
        #expect(
            try finding(.absoluteAgreement, subjects: true)?.refusal
                == .tooFew(.subjects, found: 1, needed: 3))
        #expect(try finding(.bias, subjects: true)?.value == nil)
    }

    @Test("an image that the file of subjects does not name fails; the others stay")
    func subjects() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            try folder.writeMask("reference/\(name).png", columns: 1..<4, rows: 1..<6)
            try folder.writeMask("against/\(name).png", columns: 1..<4, rows: 1..<6)
        }
        try folder.write(
            "item\tsubject\tside\na.png\tp1\tright\n", to: "subjects.tsv")
        let pairs = try study(folder) { $0.subjects = folder.path("subjects.tsv") }.pairs
        #expect(pairs.map(\.reason?.code) == [nil, "noSubject"])
        #expect(pairs[0].subject == "p1")
        #expect(pairs[0].side == .right)
    }

    @Test("a written report is complete, the same each time, and not written over other files")
    func written() throws {
        let folder = try TemporaryFolder()
        try folder.writeMask("reference/a.png", columns: 2..<6, rows: 2..<7)
        try folder.writeMask("against/a.png", columns: 3..<7, rows: 2..<7)
        let study = try study(folder) {
            $0.spacing = PixelSpacing(betweenRows: 0.1, betweenColumns: 0.1)
        }
        let report = AgreementReport(
            toolVersion: "0", referenceKind: study.referenceKind, againstKind: study.againstKind,
            pairs: study.pairs, groups: study.groups, passedOver: study.passedOver)
        func write(to name: String) throws {
            try ReportWriter.write(
                report.files, of: AgreementReport.fileNames, to: folder.path(name))
        }
        try write(to: "out")
        // Of an earlier run on pictures without a scale.
        try folder.write("old", to: "out/bland-altman-px.svg")
        try write(to: "out")
        #expect(Set(try Files.files(in: folder.path("out"))) == Set(report.files.map(\.name)))
        try folder.write("mine", to: "out/notes.txt")
        #expect(throws: ResearchError.output(.occupied(path: "out"))) { try write(to: "out") }
        #expect(throws: ResearchError.self) { try write(to: "reference") }
    }
}
