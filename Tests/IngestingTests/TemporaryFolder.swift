import Foundation
import ImageCodecs
import Raster

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "ingesting-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let target = self(name)
        try FileManager.default.createDirectory(
            atPath: (target as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: target))
        return target
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    func makePipe(_ name: String) throws {
        let tool = Process()
        tool.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
        tool.arguments = [self(name)]
        try tool.run()
        tool.waitUntilExit()
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: self(name), withDestinationPath: target)
    }
}

enum Sample {
    /// A grey PNG of 8 columns × 6 rows whose value is 10 × row + column.
    static func png(resolution: PNGImage.Resolution? = nil) throws -> [UInt8] {
        guard let size = PlaneSize(columns: 8, rows: 6) else { return [] }
        let samples = (0..<48).map { (i: Int) -> UInt8 in UInt8(i / 8 * 10 + i % 8) }
        return try PNGImage.encode(
            grey: Plane(size: size, samples: samples), resolution: resolution)
    }

    /// An 8 × 6 mask with one labelled pixel.
    static func mask(label: UInt8) throws -> [UInt8] {
        guard let size = PlaneSize(columns: 8, rows: 6) else { return [] }
        var plane = LabelPlane(size: size, filledWith: 0)
        plane[column: 3, row: 2] = label
        return try PNGImage.encode(labels: plane)
    }
}
