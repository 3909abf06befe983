import Foundation
import Phantoms
import Testing

@testable import Exporting

@Suite struct SimulatedImageTests {
    static let validator = "/usr/bin/dciodvfy"

    @Test(
        "dciodvfy finds no error", .enabled(if: FileManager.default.fileExists(atPath: validator)),
        arguments: [1, 3], [true, false])
    func valid(frames: Int, plain: Bool) throws {
        let image = SimulatedImage(
            of: try PhantomWriterTests.phantom(frames: frames), calibrated: plain,
            compressed: !plain)
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(image.encoded()).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: Self.validator)
        process.arguments = [file.path]
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(!text.contains("Error"), "\(text)")
        #expect(text.contains(frames == 1 ? "USImage" : "USMultiFrameImage"), "\(text)")
    }

    @Test("the same phantom gives the same bytes, scale or not another instance")
    func identity() throws {
        let phantom = try PhantomWriterTests.phantom()
        let first = try SimulatedImage(of: phantom, calibrated: true).encoded()
        #expect(try first == SimulatedImage(of: phantom, calibrated: true).encoded())
        let bare = try SimulatedImage(of: phantom, calibrated: false).encoded()
        #expect(bare.count < first.count)
        #expect(Array(bare.suffix(phantom.conversion.size.count)) == phantom.frame(0).samples)
    }
}
