import Foundation
import Testing

@testable import Exporting

@Suite struct SampleSetTests {
    static let committed = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "SampleImages")

    @Test("SampleImages is what this version writes")
    func regenerated() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try SampleSet(folder: folder.path).write()
        let fresh = try Self.files(in: folder)
        // `overlay.png` beside them is a result, not an input.
        let kept = try Self.files(in: Self.committed).filter { $0.key != "overlay.png" }
        #expect(fresh.keys.sorted() == kept.keys.sorted())
        for (path, bytes) in kept { #expect(fresh[path] == bytes, "\(path) differs") }
    }

    @Test("the set is small and has an input of every kind")
    func contents() throws {
        let files = try Self.files(in: Self.committed)
        #expect(files.values.reduce(0) { $0 + $1.count } < 5_000_000)
        let inputs = files.keys.filter { $0.hasPrefix("inputs/") && !$0.hasSuffix(".json") }
        #expect(inputs.count == SampleSet.samples.count + 1)
        for input in inputs {
            let name = input.dropFirst(7).split(separator: ".")[0]
            #expect(files["truth/\(name).json"] != nil)
        }
    }

    static func files(in folder: URL) throws -> [String: Data] {
        var result: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let url = folder.appending(path: path)
            guard !url.hasDirectoryPath,
                (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
            else { continue }
            result[path] = try Data(contentsOf: url)
        }
        return result
    }
}
