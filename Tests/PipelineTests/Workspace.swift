import Foundation
import ImageCodecs
import Pipeline
import Raster

/// A temporary folder with inputs that a test makes, removed at the end.
final class Workspace: Sendable {
    let root: URL
    var inputs: URL { root.appending(path: "in") }
    var output: URL { root.appending(path: "out") }

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(
            at: root.appending(path: "in"), withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// A grey picture with a brighter square whose corner is at (`offset`, `offset`).
    func writePicture(_ name: String, offset: Int = 20) throws {
        guard let size = PlaneSize(columns: 96, rows: 80) else { return }
        var plane = Plane<UInt8>(size: size, filledWith: 60)
        for row in offset..<(offset + 30) {
            for column in offset..<(offset + 30) { plane[column: column, row: row] = 160 }
        }
        try write(PNGImage.encode(grey: plane), name)
    }

    func write(_ text: String, _ name: String) throws { try write(Array(text.utf8), name) }

    func write(_ bytes: [UInt8], _ name: String) throws {
        let file = inputs.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// A seed file outside the inputs that outlines a 30 × 20 pixel rectangle in each of `names`.
    func writeSeeds(for names: [String]) throws -> String {
        try writeSeeds(
            names.map { name in
                #"{"input":"\#(name)","outline":[[20.5,20.5],[50.5,20.5],[50.5,40.5],[20.5,40.5]]}"#
            })
    }

    /// A seed file of JSON objects.
    func writeSeeds(_ seeds: [String]) throws -> String {
        let file = root.appending(path: "seeds.json")
        let text = #"{"schema_version":"1.0","seeds":[\#(seeds.joined(separator: ","))]}"#
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func run(
        _ options: PipelineOptions, cancellation: Cancellation = Cancellation(),
        to name: String = "out"
    ) throws -> Batch.Summary {
        let batch = try Batch(
            inputs: [inputs.path], output: root.appending(path: name), options: options)
        return try batch.run(cancellation: cancellation)
    }

    /// Every file below `name`, by relative path.
    func files(in name: String = "out") throws -> [String: Data] {
        let folder = root.appending(path: name)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return paths.reduce(into: [:]) { files, path in
            // A folder has no content.
            files[path] = try? Data(contentsOf: folder.appending(path: path))
        }
    }

    func table(_ name: String) throws -> [[String: String]] {
        let text = try String(contentsOf: output.appending(path: name), encoding: .utf8)
        let lines = text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }
}
