import Foundation
import JSON
import Pipeline
import Testing

@testable import Review

@Suite struct ReviewSessionTests {
    /// The nerves, flags and scale of the run's report for one picture.
    private func batch(
        _ workspace: ReviewWorkspace, seeds: URL, input: String
    ) throws -> JSONValue {
        var options = PipelineOptions(toolVersion: "test")
        options.seedFile = seeds.path
        let output = workspace.root.appending(path: "out-\(UUID().uuidString)")
        _ = try Batch(inputs: [workspace.inputs.path], output: output, options: options)
            .run(cancellation: Cancellation())
        let study = try #require(
            FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
                .first { $0.hasPrefix(input.prefix { $0 != "." } + "_") })
        let report = try Data(contentsOf: output.appending(path: study + "/report.json"))
        return try #require(JSONReader.value(of: Array(report))["items"].items.first)
    }

    @Test("what the page shows is what measure --seeds writes, byte for byte")
    func sameAsBatch() async throws {
        let workspace = try ReviewWorkspace()
        let session = try workspace.session()
        let study = try workspace.study(of: "b.png", in: session)
        _ = try await session.take(edit(square, study: study, version: 0))
        _ = try await session.take(
            edit(#""kind":"side","value":"right""#, study: study, version: 1))
        let shown = try await session.take(
            edit(#""kind":"spacing","value":[0.2,0.1]"#, study: study, version: 2))["current"]
        let written = try batch(workspace, seeds: workspace.file, input: "b.png")
        for key in ["nerves", "scale", "flags", "status", "reason", "covariates", "item"] {
            #expect(shown[key].text == written[key].text, "\(key)")
        }
        #expect(shown["nerves"].items[0]["side"] == .string("right"))
        #expect(shown["nerves"].items[0]["provenance"] == .string("edited"))
    }

    @Test("a session that begins again has everything that was said, and writes the same file")
    func persistence() async throws {
        let workspace = try ReviewWorkspace()
        var before = JSONValue.null
        do {
            let session = try workspace.session()
            let study = try workspace.study(of: "a.png", in: session)
            _ = try await session.take(edit(square, study: study, version: 0))
            _ = try await session.take(
                edit(#""kind":"comment","value":"rim unclear""#, study: study, version: 1))
            before = try await session.take(
                edit(#""kind":"verdict","value":"accepted""#, study: study, version: 2))
            try await session.spend(2.5, at: FrameAddress(study: study, input: 0, frame: 1))
        }
        let file = try Data(contentsOf: workspace.file)
        let session = try workspace.session()
        let study = try workspace.study(of: "a.png", in: session)
        let after = await session.frameDocument(
            at: FrameAddress(study: study, input: 0, frame: 1))
        for key in ["current", "seeds", "verdict", "comment"] {
            #expect(before[key] == after[key], "\(key)")
        }
        try await session.spend(0.04, at: FrameAddress(study: study, input: 0, frame: 1))
        #expect(try Data(contentsOf: workspace.file) == file)
    }

    @Test("an edit of an older version changes nothing and is answered with what there is")
    func conflict() async throws {
        let workspace = try ReviewWorkspace()
        let session = try workspace.session()
        _ = try await session.take(edit(square, study: 0, version: 0))
        let file = try Data(contentsOf: workspace.file)
        do throws(RequestProblem) {
            _ = try await session.take(
                EditRequest(
                    address: FrameAddress(study: 0, input: 0, frame: 1), version: 0,
                    edit: .noNerve))
            Issue.record("taken")
        } catch {
            guard case .conflict(let now) = error else { throw error }
            #expect(now["version"] == .integer(1))
            #expect(now["seeds"].items.count == 1)
        }
        #expect(try Data(contentsOf: workspace.file) == file)
        // Studies do not hinder each other.
        _ = try await session.take(edit(square, study: 1, version: 0))
    }

    @Test("undo takes back edits of frames and of inputs, and the results with them")
    func undo() async throws {
        let workspace = try ReviewWorkspace()
        let session = try workspace.session()
        let first = try await session.take(edit(square, study: 0, version: 0))
        let scaled = try await session.take(
            edit(#""kind":"spacing","value":[0.2,0.3]"#, study: 0, version: 1))
        #expect(scaled["current"]["nerves"] != first["current"]["nerves"])
        let undone = try await session.take(edit(#""kind":"undo""#, study: 0, version: 2))
        #expect(undone["current"] == first["current"])
        let empty = try await session.take(edit(#""kind":"undo""#, study: 0, version: 3))
        #expect(empty["seeds"].items.isEmpty)
        #expect(empty["can_undo"] == .boolean(false))
        let redone = try await session.take(edit(#""kind":"redo""#, study: 0, version: 4))
        #expect(redone["current"] == first["current"])
    }

    @Test("a blinded reader sees nothing that the program finds without help")
    func blind() async throws {
        let workspace = try ReviewWorkspace()
        let session = try workspace.session { $0.isBlind = true }
        let place = FrameAddress(study: 0, input: 0, frame: 1)
        let hidden = await session.frameDocument(at: place)
        #expect(hidden["automatic"] == .null && hidden["current"] == .null)
        #expect(hidden["columns"] == .integer(96))
        await #expect(throws: RequestProblem.self) {
            try await session.take(
                EditRequest(address: place, version: 0, edit: .verdict(.accepted)))
        }
        let drawn = try await session.take(edit(square, study: 0, version: 0))
        #expect(drawn["automatic"] == .null && drawn["current"]["nerves"].items.count == 1)
        let decided = try await session.take(
            edit(#""kind":"verdict","value":"accepted""#, study: 0, version: 1))
        #expect(decided["automatic"] == .null && decided["verdict"] == .string("accepted"))
    }

    @Test("one process has a reader at a time; another reader has a file of their own")
    func locks() async throws {
        let workspace = try ReviewWorkspace()
        let session = try workspace.session()
        #expect(throws: ReviewError.self) { try workspace.session() }
        let other = try workspace.session(reader: "CD")
        _ = try await other.take(edit(square, study: 0, version: 0))
        #expect(!FileManager.default.fileExists(atPath: workspace.file.path))
        _ = session
        for reader in ["", "a b", "../x", String(repeating: "x", count: 17)] {
            #expect(throws: ReviewError.self) { try workspace.session(reader: reader) }
        }
    }

    @Test("masks of settled frames are those of the run")
    func export() async throws {
        let workspace = try ReviewWorkspace()
        let session = try workspace.session()
        let study = try workspace.study(of: "a.png", in: session)
        _ = try await session.take(edit(square, study: study, version: 0))
        let answer = try await session.export()
        #expect(answer["masks"] == .integer(1))
        let mask = try Data(
            contentsOf: workspace.folder.appending(path: "masks-AB/a.png"))
        let item = try batch(workspace, seeds: workspace.file, input: "a.png")
        guard case .string(let path) = item["mask"] else { throw CocoaError(.fileNoSuchFile) }
        let outputs = try FileManager.default.contentsOfDirectory(atPath: workspace.root.path)
        let output = try #require(outputs.first { $0.hasPrefix("out-") })
        #expect(
            try Data(contentsOf: workspace.root.appending(path: "\(output)/\(path)")) == mask)
    }

    @Test("the order of reading is fixed by seed and reader, and differs between readers")
    func order() {
        let names = (0..<40).map { "study-\($0)" }
        let one = ReadingOrder(seed: 7, reader: "AB").order(of: names)
        #expect(one == ReadingOrder(seed: 7, reader: "AB").order(of: names))
        #expect(one.sorted() == Array(names.indices))
        #expect(one != ReadingOrder(seed: 7, reader: "CD").order(of: names))
        #expect(one != ReadingOrder(seed: 8, reader: "AB").order(of: names))
        #expect(ReadingOrder(seed: nil, reader: "AB").order(of: names) == Array(names.indices))
    }
}
