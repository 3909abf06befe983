import Foundation
import Pipeline
import Testing

@Suite struct MarksTests {
    private func prepared() throws -> (workspace: Workspace, options: PipelineOptions) {
        let workspace = try Workspace()
        for name in ["a.png", "b.png"] { try workspace.writePicture(name) }
        var options = PipelineOptions(toolVersion: "test")
        options.seedFile = try workspace.writeSeeds(for: ["a.png", "b.png"])
        return (workspace, options)
    }

    private func write(_ marks: String, in workspace: Workspace) throws -> String {
        let file = workspace.root.appending(path: "marks.json")
        let text = #"{"schema_version": "1.0", "reader": "R", "marks": [\#(marks)]}"#
        try Data(text.utf8).write(to: file)
        return file.path
    }

    @Test("a run repeated with marks has them in its table and page; no report changes")
    func wayBack() throws {
        var (workspace, options) = try prepared()
        _ = try workspace.run(options)
        let before = try workspace.files()
        let item = try #require(try workspace.table("items.tsv").first?["item"])
        options.marksFiles = [
            try write(#"{"item": "\#(item)", "mark": "pass", "comment": "fine"}"#, in: workspace)
        ]
        _ = try workspace.run(options)
        let after = try workspace.files()
        let changed = Set(after.keys.filter { after[$0] != before[$0] })
        #expect(changed == ["items.tsv", "page/rows-0001.js"])
        let rows = try workspace.table("items.tsv")
        #expect(rows.map { $0["mark"] } == ["pass", "n/a"])
        #expect(rows.map { $0["mark_comment"] } == ["fine", "n/a"])
        #expect(rows.map { $0["reader"] } == ["R", "n/a"])
        options.marksFiles = []
        _ = try workspace.run(options)
        #expect(try workspace.files() == before)
    }

    @Test("marks that do not fit stop the run before tables are written")
    func refused() throws {
        var (workspace, options) = try prepared()
        options.marksFiles = [try write(#"{"item": "nobody", "mark": "pass"}"#, in: workspace)]
        let error = #expect(throws: BatchError.self) { try workspace.run(options) }
        #expect(error?.message.contains("marks.json marks the item nobody, which") == true)
        #expect(try workspace.files()["items.tsv"] == nil)
        options.marksFiles = [workspace.root.appending(path: "none.json").path]
        let missing = #expect(throws: BatchError.self) { try workspace.run(options) }
        #expect(missing?.message.hasPrefix("the marks file none.json cannot be read") == true)
    }

    @Test("data files that an earlier, larger run left behind are removed")
    func leftovers() throws {
        let (workspace, options) = try prepared()
        _ = try workspace.run(options)
        let before = try workspace.files()
        let page = workspace.output.appending(path: "page")
        for name in ["rows-0002.js", "rows-0003.js", "details-0002.js"] {
            try Data("nervePage".utf8).write(to: page.appending(path: name))
        }
        _ = try workspace.run(options)
        #expect(try workspace.files() == before)
    }
}
