import DICOMFiles
import Digest
import Foundation
import Testing

/// Segmentations that highdicom and dcmqi wrote, as pydicom reads them.
@Suite(.enabled(if: SegmentationOracle.python != nil, "NERVE_MEASURE_PYTHON names no Python"))
struct SegmentationOracleTests {
    @Test("segments, sources and every pixel")
    func read() throws {
        for expected in try SegmentationOracle.descriptions() {
            let object = try SegmentationObject(
                DICOMFile(path: expected.path, maximumInflatedBytes: 1 << 24))
            let name = URL(filePath: expected.path).lastPathComponent
            #expect(object.size.rows == expected.rows && object.size.columns == expected.columns)
            #expect(object.segments.map(\.label) == expected.labels, "\(name)")
            try #require(object.frames.count == expected.frames.count, "\(name)")
            for (index, frame) in expected.frames.enumerated() {
                let found = object.frames[index]
                #expect(found.segment == frame.segment)
                #expect(found.source?.sopInstanceUID == frame.source, "\(name)")
                #expect(found.source?.number == frame.frame)
                let mask = try object.mask(ofFrame: index)
                #expect(
                    SHA256Digest(of: mask.samples).hexadecimal == frame.sha256, "\(name) \(index)")
            }
        }
    }

    @Test("an object of another class is refused")
    func other() throws {
        let file = try DICOMFile(
            path: SegmentationOracle.still.path, maximumInflatedBytes: 1 << 20)
        #expect(throws: DICOMProblem.self) { try SegmentationObject(file) }
    }
}

enum SegmentationOracle {
    struct Description: Decodable {
        struct Frame: Decodable {
            let segment: Int
            let source: String?
            let frame: Int?
            let sha256: String
        }

        let path: String
        let rows: Int
        let columns: Int
        let labels: [String]
        let frames: [Frame]
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A Python with highdicom and pydicom.
    static let python = ProcessInfo.processInfo.environment["NERVE_MEASURE_PYTHON"].flatMap {
        FileManager.default.isExecutableFile(atPath: $0) ? URL(filePath: $0) : nil
    }

    static let still = repository.appending(path: "SampleImages/inputs/linear-still.dcm")

    /// Those of other makers are read where they are at hand.
    private static var others: [String] {
        let folder = repository.appending(path: "../shared/data/reference-objects")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter { $0.hasSuffix(".dcm") && $0.contains("/seg") }.sorted()
            .map { folder.appending(path: $0).path }
    }

    static func descriptions() throws -> [Description] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "segmentations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = Process()
        let output = Pipe()
        process.executableURL = python
        process.arguments =
            [
                "-W", "ignore", repository.appending(path: "scripts/oracles/segmentations.py").path,
                folder.path, still.path,
            ] + others
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([Description].self, from: data)
    }
}
