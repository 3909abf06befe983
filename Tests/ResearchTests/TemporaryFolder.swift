import Foundation
import ImageCodecs
import Raster

/// A folder that is gone when the test is.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(
            path: "research-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// A mask of 12 × 10 pixels with a box of `label`.
    func writeMask(
        _ name: String, columns: Range<Int> = 0..<0, rows: Range<Int> = 0..<0, label: UInt8 = 1
    ) throws {
        guard let size = PlaneSize(columns: 12, rows: 10) else { return }
        var plane = LabelPlane(size: size, filledWith: 0)
        for row in rows { for column in columns { plane[column: column, row: row] = label } }
        guard name.contains(".nii") else {
            return try write(try PNGImage.encode(labels: plane), to: name)
        }
        let volume = NIfTIVolume(
            counts: [12, 10], sizes: [0.2, 0.1], samples: plane.samples.map { Float($0) })
        try write(try volume.encodeLabels(compressed: name.hasSuffix(".gz")), to: name)
    }
}
