import Foundation
import ImageCodecs
import Pipeline
import Raster
import StudyModel
import Testing

@Suite struct BatchTests {
    private func options(seeds: String, jobs: Int = 1) -> PipelineOptions {
        var options = PipelineOptions(toolVersion: "test")
        options.seedFile = seeds
        options.operatorSpacing = StatedSpacing(betweenRows: 0.2, betweenColumns: 0.1)
        options.jobs = jobs
        return options
    }

    @Test("an outlined rectangle of 30 × 20 pixels of 0.1 × 0.2 mm measures 12 mm²")
    func measured() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        let summary = try workspace.run(
            options(seeds: try workspace.writeSeeds(for: ["a.png"])))
        #expect(summary.count(.measured) == 1)
        let row = try #require(try workspace.table("measurements.tsv").first)
        #expect(row["csa_mm2"] == "12.00")
        #expect(row["provenance"] == "edited")
        #expect(row["scale_basis"] == "operatorSupplied")
    }

    @Test("what cannot be read is refused by name, and the rest is measured")
    func refusals() throws {
        let workspace = try Workspace()
        try workspace.writePicture("good.png")
        try workspace.write([], "empty.png")
        try workspace.write("no picture", "text.png")
        try workspace.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "cut.png")
        try workspace.writePicture("side.png")
        try workspace.write(#"{"pixel_spacing_mm":[0.1]}"#, "side.json")
        let summary = try workspace.run(
            options(seeds: try workspace.writeSeeds(for: ["good.png"])))
        let statuses = try workspace.table("items.tsv").reduce(into: [String: String]()) {
            $0[$1["input"] ?? ""] = $1["status"]
        }
        #expect(statuses["good.png"] == "measured")
        #expect(statuses["empty.png"] == "refused")
        #expect(statuses["cut.png"] == "refused")
        #expect(statuses["side.png"] == "refused")
        #expect(summary.count(.measured) == 1)
        let messages = try workspace.table("items.tsv").compactMap { $0["explanation"] }
        #expect(messages.allSatisfy { !$0.contains(workspace.root.path) })
    }

    @Test("a seed outside the image refuses its frame alone")
    func seedOutside() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        try workspace.writePicture("b.png")
        let seeds = workspace.root.appending(path: "seeds.json")
        try Data(
            """
            {"schema_version":"1.0","seeds":[
            {"input":"a.png","point":{"column":500,"row":3}},
            {"input":"b.png","outline":[[10,10],[40,10],[40,40]]}]}
            """.utf8
        ).write(to: seeds)
        let summary = try workspace.run(options(seeds: seeds.path))
        #expect(summary.count(.refused) == 1)
        #expect(summary.count(.measured) == 1)
    }

    @Test("one worker or three: the same bytes")
    func jobs() throws {
        let workspace = try Workspace()
        let names = (0..<7).map { "p\($0).png" }
        for (index, name) in names.enumerated() { try workspace.writePicture(name, offset: index) }
        let seeds = try workspace.writeSeeds(for: names)
        _ = try workspace.run(options(seeds: seeds, jobs: 1), to: "one")
        _ = try workspace.run(options(seeds: seeds, jobs: 3), to: "three")
        #expect(try workspace.files(in: "one") == workspace.files(in: "three"))
    }

    @Test("a finished study is kept, a study without status is worked again: the same bytes")
    func resume() throws {
        let workspace = try Workspace()
        for name in ["a.png", "b.png"] { try workspace.writePicture(name) }
        let options = options(seeds: try workspace.writeSeeds(for: ["a.png", "b.png"]))
        _ = try workspace.run(options)
        let before = try workspace.files()
        let status = try #require(before.keys.first { $0.hasSuffix("status.json") })
        let overlay = try #require(before.keys.first { $0.hasSuffix("overlay.png") })
        try FileManager.default.removeItem(at: workspace.output.appending(path: status))
        try FileManager.default.removeItem(at: workspace.output.appending(path: overlay))
        _ = try workspace.run(options)
        #expect(try workspace.files() == before)
    }

    @Test("a study is measured again when its sidecar, a mask of its seeds or its report changes")
    func changedAfterwards() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        var mask = LabelPlane(size: try #require(PlaneSize(columns: 96, rows: 80)), filledWith: 0)
        let seeds = workspace.root.appending(path: "seeds.json")
        try Data(
            #"{"schema_version":"1.0","seeds":[{"input":"a.png","mask":"mask.png"}]}"#.utf8
        ).write(to: seeds)
        var options = options(seeds: seeds.path)
        options.operatorSpacing = nil
        func area(spacing: String, sides: ClosedRange<Int>) throws -> String? {
            try workspace.write("{\"pixel_spacing_mm\":[\(spacing),\(spacing)]}", "a.json")
            for row in sides { for column in sides { mask[column: column, row: row] = 1 } }
            try Data(PNGImage.encode(labels: mask))
                .write(to: workspace.root.appending(path: "mask.png"))
            _ = try workspace.run(options)
            return try workspace.table("measurements.tsv").first?["csa_mm2"]
        }
        #expect(try area(spacing: "0.1", sides: 21...40) == "4.00")
        #expect(try area(spacing: "0.2", sides: 21...40) == "16.00")
        #expect(try area(spacing: "0.2", sides: 21...50) == "36.00")
        let report = try #require(
            try workspace.files().keys.first { $0.hasSuffix("report.json") })
        let file = workspace.output.appending(path: report)
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacing("36.00", with: "63.00").utf8).write(to: file)
        #expect(try area(spacing: "0.2", sides: 21...50) == "36.00")
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("seeds that no frame took are named and count as a flag")
    func unusedSeeds() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        let summary = try workspace.run(
            options(seeds: try workspace.writeSeeds(for: ["a.png", "in/a.png"])))
        #expect(summary.unusedSeeds.count == 1)
        #expect(summary.unusedSeeds.first?.contains("did you mean a.png?") == true)
        #expect(summary.hasFlags)
        let all = try workspace.run(options(seeds: try workspace.writeSeeds(for: ["a.png"])))
        #expect(all.unusedSeeds.isEmpty)
    }

    @Test("side, level and scale of a seed file reach the tables; those of no input are named")
    func inputStatements() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        let file = workspace.root.appending(path: "seeds.json")
        let text = #"""
            {"schema_version": "1.1", "seeds": [{"input": "a.png",
             "outline": [[20.5, 20.5], [50.5, 20.5], [50.5, 40.5], [20.5, 40.5]]}],
             "inputs": [{"input": "a.png", "side": "right", "level": "piriformis",
                         "pixel_spacing_mm": [0.2, 0.1]}, {"input": "b.png", "side": "left"}]}
            """#
        try Data(text.utf8).write(to: file)
        let summary = try workspace.run(options(seeds: file.path))
        let row = try #require(try workspace.table("measurements.tsv").first)
        #expect(row["csa_mm2"] == "12.00" && row["scale_basis"] == "operatorSupplied")
        #expect(row["side"] == "right" && row["level"] == "piriformis")
        #expect(summary.unusedSeeds.count == 1)
        #expect(summary.unusedSeeds.first?.contains("states of b.png") == true)
    }

    @Test("studies of other inputs in the folder are named")
    func otherStudies() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        let seeds = try workspace.writeSeeds(for: ["a.png", "b.png"])
        #expect(try workspace.run(options(seeds: seeds)).otherStudies.isEmpty)
        let folder = try #require(try workspace.table("items.tsv").first?["study"])
        try FileManager.default.removeItem(at: workspace.inputs.appending(path: "a.png"))
        try workspace.writePicture("b.png")
        #expect(try workspace.run(options(seeds: seeds)).otherStudies == [folder])
    }

    @Test("a cancelled run leaves no tables and no half study, and the next completes it")
    func cancelled() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        let options = options(seeds: try workspace.writeSeeds(for: ["a.png"]))
        let cancellation = Cancellation()
        cancellation.request()
        #expect(try workspace.run(options, cancellation: cancellation).wasInterrupted)
        #expect(try workspace.files().keys.sorted() == ["dataset.json"])
        #expect(try workspace.run(options).count(.measured) == 1)
    }

    @Test("a folder of another origin is not written to")
    func occupied() throws {
        let workspace = try Workspace()
        try workspace.writePicture("a.png")
        let options = options(seeds: try workspace.writeSeeds(for: []))
        #expect(throws: BatchError.self) { try workspace.run(options, to: "in") }
    }
}
