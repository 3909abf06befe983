import Agreement
import Geometry
import ImageCodecs
import Testing

@testable import Research

/// Cines: their frames are pictures of their own, whatever files they come in.
@Suite struct FramePairTests {
    private func study(
        _ folder: TemporaryFolder, _ change: (inout AgreementOptions) -> Void = { _ in }
    ) throws -> AgreementStudy {
        var options = AgreementOptions(
            reference: folder.path("reference"), against: folder.path("against"))
        options.spacing = PixelSpacing(betweenRows: 0.5, betweenColumns: 0.5)
        change(&options)
        return try AgreementStudy(options)
    }

    private func writeCine(
        _ folder: TemporaryFolder, _ name: String, _ frames: [Int: [UInt8]]
    ) throws {
        let file = try Segmentation(
            types: [DICOMMaskTests.nerve],
            frames: frames.sorted { $0.key < $1.key }.map { (1, "\($0.key)", $0.value) })
        try folder.write(file.bytes, to: name)
    }

    @Test("Segmentations of a cine: distances within each frame, omitted frames are told")
    func cines() throws {
        let folder = try TemporaryFolder()
        let (left, right): ([UInt8], [UInt8]) = ([1, 0, 0, 0], [0, 1, 0, 0])
        // As one body the second frame of the other reader would lie beside the first here.
        try writeCine(folder, "reference/c.dcm", [1: left, 2: left, 5: right])
        try writeCine(folder, "against/c.dcm", [1: left, 2: right, 6: right])
        let pairs = try study(folder).pairs
        #expect(pairs.map(\.frame) == [1, 2, 5, 6])
        #expect(
            pairs.map(\.status) == [.compared, .compared, .onlyReference, .onlyAgainst])
        #expect(pairs.map { $0.masks?.millimetres?.hausdorff95 } == [0, 0.5, nil, nil])
        #expect(pairs.map { $0.masks?.overlap.dice } == [1, 0, nil, nil])
        #expect(Set(pairs.compactMap(\.reason?.code)) == ["omittedFrame"])
    }

    @Test("a body without a distance between slices has no distances, with one it has")
    func bodies() throws {
        let folder = try TemporaryFolder()
        for (name, slice) in [("reference", 0), ("against", 1)] {
            let samples = (0..<8).map { $0 / 4 == slice && $0 % 4 == 0 ? Float(1) : 0 }
            for unit in [NIfTIVolume.LengthUnit.millimetre, .unknown] {
                let volume = NIfTIVolume(
                    counts: [2, 2, 2], sizes: [0.5, 0.5, 3], unit: unit, samples: samples)
                try folder.write(
                    try volume.encodeLabels(compressed: false), to: "\(name)/\(unit).nii")
            }
        }
        let pairs = try study(folder).pairs
        #expect(pairs.map(\.key) == ["millimetre", "unknown"])
        #expect(pairs.map { $0.masks?.millimetres?.hausdorff95 } == [3, nil])
        #expect(pairs.allSatisfy { $0.masks?.pixels == nil })
    }

    @Test("an area without a frame is of no frame of a cine; a frame twice fails alone")
    func tables() throws {
        let folder = try TemporaryFolder()
        let header = "item\tframe\tcsa_mm2\n"
        try folder.write(
            header + "a\t1\t5\na\t2\t6\na\t2\t7\na\t3\t8\n", to: "frames.tsv")
        try folder.write(header + "a\tn/a\t5\n", to: "whole.tsv")
        try folder.write(header + "a\t1\t4\na\t2\t5\na\t3\t6\n", to: "other.tsv")
        func reasons(_ reference: String) throws -> [String?] {
            try study(folder) {
                $0.reference = folder.path(reference)
                $0.against = folder.path("other.tsv")
            }.pairs.map(\.reason?.code)
        }
        #expect(try reasons("frames.tsv") == [nil, "duplicate", nil])
        #expect(try reasons("whole.tsv") == ["frameUnknown", "frameUnknown", "frameUnknown"])
    }

    @Test("pictures of other formats are told of; other files are passed over, and listed")
    func otherFiles() throws {
        let folder = try TemporaryFolder()
        for name in ["reference/a.png", "against/a.png", "against/b.png"] {
            try folder.writeMask(name, columns: 1..<4, rows: 1..<4)
        }
        try folder.write("II*", to: "reference/b.tif")
        try folder.write("preview", to: "reference/a.jpg")
        try folder.write("notes", to: "against/notes.txt")
        let study = try study(folder)
        #expect(study.pairs.map(\.status) == [.compared, .failed])
        #expect(study.pairs[1].reason?.code == "unsupported")
        #expect(study.passedOver.map(\.name) == ["a.jpg", "notes.txt"])
        #expect(study.passedOver.map(\.reason) == [.besideMask, .noPicture])
    }

    @Test("an area of a table on an image that was declined counts as a nerve declined")
    func declined() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "against/dataset.json")
        try folder.write(
            "item\tinput\tframe\tstatus\treason\tmask\ni\ta.png\t1\tabstained\tx\tn/a\n",
            to: "against/items.tsv")
        try folder.write("item\trank\tcsa_mm2\n", to: "against/measurements.tsv")
        try folder.write("item\tcsa_mm2\na\t5\n", to: "areas.tsv")
        let groups = try study(folder) { $0.reference = folder.path("areas.tsv") }.groups
        #expect(groups.first?.abstainedWithNerve == 1)
    }

    @Test("areas that no nerve has are refused", arguments: ["-1", "0", "1e300", "inf", "nan"])
    func impossibleAreas(area: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("item\tcsa_mm2\na\t\(area)\n", to: "areas.tsv")
        let error = #expect(throws: ResearchError.self) {
            try study(folder) { $0.reference = folder.path("areas.tsv") }
        }
        #expect(error?.message.contains("line 2: csa_mm2 is") == true, "\(error?.message ?? "")")
    }
}
