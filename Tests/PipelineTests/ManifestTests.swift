import Foundation
import Pipeline
import Reporting
import StudyModel
import Testing

@Suite struct ManifestTests {
    /// Seven pictures, one of which is broken, and the options of a run with seeds.
    private func prepared() throws -> (workspace: Workspace, options: PipelineOptions) {
        let workspace = try Workspace()
        let names = (0..<6).map { "p\($0).png" }
        for (index, name) in names.enumerated() { try workspace.writePicture(name, offset: index) }
        try workspace.write([], "empty.png")
        try workspace.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "cut.png")
        try workspace.write(#"{"pixel_spacing_mm":[0.2,0.1]}"#, "p3.json")
        var options = PipelineOptions(toolVersion: "test")
        options.seedFile = try workspace.writeSeeds(for: names)
        options.operatorSpacing = StatedSpacing(betweenRows: 0.2, betweenColumns: 0.1)
        return (workspace, options)
    }

    private func plan(_ workspace: Workspace, _ options: PipelineOptions) throws -> String {
        let batch = try Batch(
            inputs: [workspace.inputs.path], output: workspace.output, options: options)
        return workspace.output.appending(path: try batch.writeManifest()).path
    }

    private func batch(_ manifest: String, version: String = "test") throws -> Batch {
        try Batch(manifest: manifest, toolVersion: version, jobs: 1)
    }

    private func run(_ manifest: String, _ number: Int, of count: Int) throws -> Int {
        let shard = try #require(Shard(number: number, of: count))
        let summary = try batch(manifest).run(shard: shard, cancellation: Cancellation())
        return ItemStatus.allCases.reduce(0) { $0 + summary.count($1) }
    }

    @Test("plan, three parts and collect give the bytes of one run, beside the manifest")
    func sameBytes() throws {
        let (workspace, options) = try prepared()
        _ = try workspace.run(options, to: "whole")
        let manifest = try plan(workspace, options)
        let counts = try (1...3).map { try run(manifest, $0, of: 3) }
        #expect(counts.reduce(0, +) == 7)
        #expect(try run(manifest, 2, of: 3) == counts[1])
        let summary = try batch(manifest).collect()
        #expect(summary.count(.measured) == 6 && summary.count(.refused) == 2)
        var parts = try workspace.files(in: "out")
        #expect(parts.removeValue(forKey: URL(filePath: manifest).lastPathComponent) != nil)
        #expect(try parts == workspace.files(in: "whole"))
    }

    @Test("the same plan has the same name on any number of threads; it holds no absolute path")
    func deterministic() throws {
        let (workspace, options) = try prepared()
        let manifest = try plan(workspace, options)
        var many = options
        many.jobs = 5
        #expect(try plan(workspace, many) == manifest)
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        #expect(!text.contains(workspace.root.path))
    }

    @Test("a manifest that was edited, renamed or made by another version is refused")
    func edited() throws {
        let (workspace, options) = try prepared()
        let manifest = try plan(workspace, options)
        #expect(throws: BatchError.self) { try batch(manifest, version: "other") }
        #expect(throws: BatchError.self) { try batch(manifest + "x") }
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        try Data(text.replacing("p1.png", with: "p2.png").utf8).write(to: URL(filePath: manifest))
        #expect(throws: BatchError.self) { try batch(manifest) }
    }

    @Test("seeds that changed after planning stop the run")
    func changedSeeds() throws {
        let (workspace, options) = try prepared()
        let manifest = try plan(workspace, options)
        _ = try workspace.writeSeeds(for: ["p1.png"])
        #expect(throws: BatchError.self) { try batch(manifest) }
    }

    @Test(
        "an input or sidecar that changed after planning is refused, and measured when it is back")
    func changedInput() throws {
        let (workspace, options) = try prepared()
        let manifest = try plan(workspace, options)
        try workspace.writePicture("p1.png", offset: 9)
        try workspace.write(#"{"pixel_spacing_mm":[0.4,0.1]}"#, "p3.json")
        _ = try run(manifest, 1, of: 1)
        let summary = try batch(manifest).collect()
        #expect(summary.count(.refused) == 4)
        let changed = try workspace.table("items.tsv").filter { $0["reason"] == "changedSincePlan" }
        #expect(changed.map { $0["input"] } == ["p1.png", "p3.png"])
        try workspace.writePicture("p1.png", offset: 1)
        try workspace.write(#"{"pixel_spacing_mm":[0.2,0.1]}"#, "p3.json")
        _ = try run(manifest, 1, of: 1)
        #expect(try batch(manifest).collect().count(.measured) == 6)
    }

    @Test("collecting before every part is done names what is missing and writes nothing")
    func incomplete() throws {
        let (workspace, options) = try prepared()
        let manifest = try plan(workspace, options)
        _ = try run(manifest, 1, of: 3)
        let error = #expect(throws: BatchError.self) { try batch(manifest).collect() }
        #expect(error?.message.contains("have no result yet") == true)
        #expect(try !workspace.files().keys.contains("items.tsv"))
    }

    @Test("shards: 1 ≤ number ≤ count", arguments: [(0, 1), (2, 1), (1, 0), (1, 100_001)])
    func shards(number: Int, count: Int) {
        #expect(Shard(number: number, of: count) == nil)
    }
}
