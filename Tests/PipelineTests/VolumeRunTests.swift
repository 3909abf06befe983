import Anatomy
import Exporting
import Foundation
import Geometry
import ImageCodecs
import Phantoms
import Pipeline
import Testing
import VolumeSupport

/// A simulated series, one run without `--mr` and one with seeds drawn after its truth.
@Suite struct VolumeRunTests {
    /// Drawn once, as files of each format.
    private struct Drawn: Sendable {
        let workspace = Result { try Workspace() }
        let truth: [MRSliceTruth]

        init() throws {
            let phantom = try MRPhantom(.small)
            for format in [MRPhantomWriter.Format.dicom, .nifti] {
                let folder = try workspace.get().root.appending(path: format.rawValue)
                var writer = MRPhantomWriter(folder: folder.path)
                writer.format = format
                try writer.write(phantom, name: "a")
            }
            truth = phantom.planes.indices.map { phantom.slice($0).truth }
        }
    }

    private static let drawn = Result { try Drawn() }

    private struct Series {
        let workspace: Workspace
        let truth: [MRSliceTruth]

        init(_ format: MRPhantomWriter.Format = .dicom) throws {
            let drawn = try VolumeRunTests.drawn.get()
            workspace = try Workspace()
            truth = drawn.truth
            try FileManager.default.removeItem(at: workspace.inputs)
            try FileManager.default.copyItem(
                at: drawn.workspace.get().root.appending(path: format.rawValue + "/inputs"),
                to: workspace.inputs)
        }

        func nerve(_ slice: Int, _ side: Laterality) throws -> MRNerveTruth {
            try #require(truth[slice].nerves.first { $0.side == side })
        }

        func outline(_ slice: Int, _ side: Laterality) throws -> String {
            let vertices = try nerve(slice, side).outline.map { "[\($0.column),\($0.row)]" }
            return "[\(vertices.joined(separator: ","))]"
        }

        static func name(_ slice: Int) -> String { "a/000\(slice + 1).dcm" }
    }

    private struct NotLabels: Error {}

    private static func options(_ seeds: String? = nil) -> PipelineOptions {
        var options = PipelineOptions(toolVersion: "test")
        options.measuresMR = true
        options.seedFile = seeds
        return options
    }

    @Test("without --mr every slice is skipped, with the reason")
    func notAskedFor() throws {
        let series = try Series()
        let summary = try series.workspace.run(PipelineOptions(toolVersion: "test"))
        #expect(summary.count(.skipped) == 5)
        let items = try series.workspace.table("items.tsv")
        #expect(items.allSatisfy { $0["reason"] == "mrNotAskedFor" })
    }

    @Test("outlines drawn in slices are measured as they are, and masks show them")
    func drawn() throws {
        let series = try Series()
        let seeds = try (0..<5).flatMap { slice in
            try Laterality.allCases.map { side in
                let name = Series.name(slice)
                return #"{"input":"\#(name)","outline":\#(try series.outline(slice, side))}"#
            }
        }
        let options = Self.options(try series.workspace.writeSeeds(seeds))
        let summary = try series.workspace.run(options)
        #expect(summary.unusedSeeds.isEmpty)
        let rows = try series.workspace.table("measurements.tsv")
        var measured = 0
        for row in rows {
            let slice = try #require((0..<5).first { row["input"] == Series.name($0) })
            let side = try #require(Laterality(rawValue: row["side"] ?? ""))
            let area = try #require(Double(row["csa_mm2"] ?? ""))
            #expect(row["provenance"] == "edited")
            #expect(row["outline_convention"] == "operatorDrawn")
            #expect(abs(area / (try series.nerve(slice, side).area) - 1) < 0.002)
            measured += 1
        }
        #expect(measured >= 5)
        for item in try series.workspace.table("items.tsv") {
            let slice = try #require((0..<5).first { item["input"] == Series.name($0) })
            let file = series.workspace.output.appending(path: try #require(item["mask"]))
            let mask = try PNGImage.decode([UInt8](Data(contentsOf: file))).picture
            guard case .eight(let labels) = mask.samples else { throw NotLabels() }
            let drawn = series.truth[slice].nerves.reduce(0) { $0 + $1.area }
            #expect(abs(Double(labels.count { $0 == 1 }) - drawn) < 0.1 * drawn)
        }
    }

    @Test("levels that are stated take the place of those that landmarks show")
    func levels() throws {
        let series = try Series()
        let seeds = try (0..<5).map { slice in
            let name = Series.name(slice)
            return #"{"input":"\#(name)","outline":\#(try series.outline(slice, .left))}"#
        }
        let path = try series.workspace.writeSeeds(seeds)
        let stated = (0..<5).map { #"{"input":"\#(Series.name($0))","levels":["thigh"]}"# }
        let text =
            try String(contentsOfFile: path, encoding: .utf8).dropLast()
            + #","levels":[\#(stated.joined(separator: ","))]}"#
        try Data(text.utf8).write(to: URL(filePath: path))
        _ = try series.workspace.run(Self.options(path))
        let rows = try series.workspace.table("measurements.tsv").filter { $0["side"] == "left" }
        #expect(!rows.isEmpty && rows.allSatisfy { $0["level"] == "thigh" })
    }

    @Test("a NIfTI volume is measured as the DICOM series of the same slices")
    func nifti() throws {
        let files = try Series()
        let volume = try Series(.nifti)
        _ = try files.workspace.run(Self.options())
        _ = try volume.workspace.run(Self.options())
        let expected = try files.workspace.table("measurements.tsv")
        let found = try volume.workspace.table("measurements.tsv")
        #expect(!expected.isEmpty && expected.count == found.count)
        for (dicom, nifti) in zip(expected, found) {
            #expect(nifti["input"] == "a.nii.gz" && nifti["side"] == dicom["side"])
            #expect(nifti["level"] == dicom["level"])
            let areas = try [dicom, nifti].map { row in
                try #require(Double(row["csa_perpendicular_mm2"] ?? ""))
            }
            #expect(abs(areas[0] - areas[1]) < 0.05)
        }
    }

    @Test(
        "spaces and muscles are not stated from labels that do not hold for them, and that is said")
    func surroundings() throws {
        let series = try Series()
        _ = try series.workspace.run(Self.options())
        let report = try #require(
            try series.workspace.files().first { $0.key.hasSuffix("/report.json") }?.value)
        let volumes =
            (try JSONSerialization.jsonObject(with: report) as? [String: Any])?["volumes"]
        let volume = try #require((volumes as? [[String: Any]])?.first)
        #expect((volume["spaces"] as? [Any])?.isEmpty == true)
        #expect((volume["structures"] as? [Any])?.isEmpty == true)
        let findings = try #require(volume["findings"] as? [[String: Any]])
        let structures = findings.filter { $0["aspect"] as? String == "structure" }
        #expect(!structures.isEmpty)
        #expect(structures.allSatisfy { $0["verdict"] as? String == "not_assessable" })
        let notAssessed = try #require(volume["not_assessed"] as? [String])
        #expect(notAssessed[0].hasPrefix("ischiofemoral and quadratus femoris space"))
    }

    @Test("a seed outside its slice refuses the whole volume")
    func outside() throws {
        let series = try Series()
        let seed = #"{"input":"\#(Series.name(2))","point":{"column":900,"row":5}}"#
        let summary = try series.workspace.run(
            Self.options(try series.workspace.writeSeeds([seed])))
        #expect(summary.count(.refused) == 5)
    }
}
