import Exporting
import Foundation
import Phantoms
import Pipeline
import Testing

@Suite struct DICOMResultTests {
    /// A still and a picture, both with an outline.
    private func prepared() throws -> (workspace: Workspace, options: PipelineOptions) {
        let workspace = try Workspace()
        var scanner = ScannerSettings.linear
        scanner.looks = 1
        var parameters = UltrasoundParameters(seed: 11, scanner: scanner)
        parameters.page.pixelSpacing = 0.25
        let image = SimulatedImage(of: try UltrasoundPhantom(parameters), calibrated: true)
        try workspace.write(image.encoded(), "still.dcm")
        try workspace.writePicture("picture.png")
        try Data(repeating: 7, count: 32).write(to: workspace.root.appending(path: "key"))
        var options = PipelineOptions(toolVersion: "test")
        options.seedFile = try workspace.writeSeeds(for: ["still.dcm", "picture.png"])
        options.writesDICOM = true
        return (workspace, options)
    }

    private func objects(_ workspace: Workspace, in name: String = "out") throws -> [String] {
        try workspace.files(in: name).keys.filter { $0.hasSuffix(".dcm") }.sorted()
    }

    @Test("a DICOM study gets four objects; a picture gets none, is measured, and says why")
    func written() throws {
        let (workspace, options) = try prepared()
        let summary = try workspace.run(options)
        #expect(summary.count(.measured) == 2)
        #expect(summary.missingDICOM.entries.map(\.code) == ["notDICOM"])
        let missing = try #require(summary.missingDICOM.entries.first)
        #expect(missing.example == "picture.png" && missing.inputCount == 1)
        let names = try objects(workspace).map { $0.split(separator: ".").suffix(2).joined() }
        #expect(
            names.map { $0.suffix(5) }.sorted() == ["prdcm", "scdcm", "egdcm", "srdcm"].sorted())
    }

    @Test(
        "without --dicom there are none, and no earlier ones stay; what was removed is made again")
    func resume() throws {
        let (workspace, options) = try prepared()
        _ = try workspace.run(options)
        let first = try workspace.files()
        let names = try objects(workspace)
        #expect(names.count == 4)
        try FileManager.default.removeItem(at: workspace.output.appending(path: names[1]))
        _ = try workspace.run(options)
        #expect(try workspace.files() == first)
        var plain = options
        plain.writesDICOM = false
        #expect(try workspace.run(plain).missingDICOM.entries.isEmpty)
        #expect(try objects(workspace).isEmpty)
    }

    @Test(
        "a planned run gives the bytes of a whole one, identity replaced or not",
        arguments: [true, false])
    func planned(isAnonymous: Bool) throws {
        var (workspace, options) = try prepared()
        if isAnonymous { options.keyFile = workspace.root.appending(path: "key").path }
        _ = try workspace.run(options, to: "whole")
        let name = try Batch(
            inputs: [workspace.inputs.path], output: workspace.output, options: options
        ).writeManifest()
        let manifest = workspace.output.appending(path: name)
        let batch = try Batch(manifest: manifest.path, toolVersion: "test", jobs: 2)
        _ = try batch.run(cancellation: Cancellation())
        try FileManager.default.removeItem(at: manifest)
        #expect(try workspace.files() == workspace.files(in: "whole"))
    }

    @Test("with a key no identifier of the source is written, and another key gives others")
    func anonymous() throws {
        var (workspace, options) = try prepared()
        _ = try workspace.run(options, to: "open")
        options.keyFile = workspace.root.appending(path: "key").path
        _ = try workspace.run(options)
        let report = try #require(
            try workspace.files(in: "open").first {
                $0.key.hasSuffix("report.json") && !$0.key.hasPrefix("picture")
            }?.value)
        let json = try #require(
            try JSONSerialization.jsonObject(with: report) as? [String: Any])
        let study = try #require(json["study_instance_uid"] as? String)
        let items = try #require(json["items"] as? [[String: Any]])
        let instance = try #require(items[0]["sop_instance_uid"] as? String)
        for (name, content) in try workspace.files() {
            for word in [study, instance, "PHANTOM^SIMULATED", "PHANTOM-11"] {
                #expect(content.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
        try Data(repeating: 8, count: 32).write(to: workspace.root.appending(path: "other"))
        options.keyFile = workspace.root.appending(path: "other").path
        _ = try workspace.run(options, to: "other-out")
        #expect(
            try Set(objects(workspace)).isDisjoint(with: objects(workspace, in: "other-out")))
    }

    @Test("seeds go by name, so another name gives other identifiers")
    func renamed() throws {
        let (workspace, options) = try prepared()
        func identifiers(in name: String) throws -> Set<String> {
            let reports = try workspace.files(in: name).filter { $0.key.hasSuffix("report.json") }
            return try reports.values.reduce(into: []) { found, report in
                let json = try JSONSerialization.jsonObject(with: report) as? [String: Any]
                for object in json?["dicom_objects"] as? [[String: Any]] ?? [] {
                    if let uid = object["sop_instance_uid"] as? String { found.insert(uid) }
                }
            }
        }
        _ = try workspace.run(options)
        try FileManager.default.moveItem(
            at: workspace.inputs.appending(path: "still.dcm"),
            to: workspace.inputs.appending(path: "moved.dcm"))
        _ = try workspace.run(options, to: "moved")
        let (first, second) = (try identifiers(in: "out"), try identifiers(in: "moved"))
        #expect(first.count == 4 && !second.isEmpty && first.isDisjoint(with: second))
    }

    @Test("a key that could be guessed is refused")
    func shortKey() throws {
        var (workspace, options) = try prepared()
        try Data([1, 2, 3]).write(to: workspace.root.appending(path: "key"))
        options.keyFile = workspace.root.appending(path: "key").path
        let error = #expect(throws: BatchError.self) { try workspace.run(options) }
        #expect(error?.message.contains("has 3 bytes; at least 16 are needed") == true)
    }
}
