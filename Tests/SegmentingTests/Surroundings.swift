import Foundation
import Geometry
import ImageCodecs
import Raster

/// What lies around the package: real images and the oracles' Python, where there are any.
enum Surroundings {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// NERVE_MEASURE_SHARED, else `../shared` beside the package.
    static let shared: URL? = {
        let stated = ProcessInfo.processInfo.environment["NERVE_MEASURE_SHARED"]
        let folder = stated.map { URL(filePath: $0) } ?? root.appending(path: "../shared")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// NERVE_MEASURE_PYTHON: an interpreter with numpy, Pillow and OpenCV.
    static let python: URL? = ProcessInfo.processInfo.environment["NERVE_MEASURE_PYTHON"].map {
        URL(filePath: $0)
    }

    /// PNG files of a folder of shared data, sorted by name.
    static func pictures(in folder: String) throws -> [URL] {
        guard let shared else { return [] }
        return try FileManager.default.contentsOfDirectory(
            at: shared.appending(path: "data").appending(path: folder),
            includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "png" }.sorted { $0.path < $1.path }
    }

    /// Every labelled and negative image; in debug builds, which are slow, every thirtieth.
    static func sample() throws -> [URL] {
        let all =
            try pictures(in: "ultrasound-nerve/images") + pictures(in: "ultrasound-negatives")
        #if DEBUG
            return all.enumerated().filter { $0.offset % 30 == 2 }.map(\.element)
        #else
            return all
        #endif
    }

    static func luminance(of picture: URL) throws -> Plane<Float> {
        try PNGImage.decode([UInt8](Data(contentsOf: picture))).luminance
    }

    /// Standard output of an oracle script of this folder.
    static func output(of script: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = python
        process.arguments =
            [root.appending(path: "Tests/SegmentingTests/Oracles/\(script)").path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? data : Data()
    }
}
