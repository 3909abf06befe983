import Foundation
import ImageCodecs
import Phantoms
import Testing

@testable import Exporting

@Suite struct PhantomWriterTests {
    static func phantom(frames: Int = 1) throws -> UltrasoundPhantom {
        var scanner = ScannerSettings.linear
        scanner.looks = 1
        var parameters = UltrasoundParameters(seed: 11, scanner: scanner)
        parameters.page.pixelSpacing = 0.2
        parameters.motion.frames = frames
        parameters.motion.lateral = 1.5
        return try UltrasoundPhantom(parameters)
    }

    @Test("writes picture, sidecar, truth and mask")
    func still() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        var writer = PhantomWriter(folder: folder.path, format: .png)
        writer.masks = true
        let phantom = try Self.phantom()
        #expect(try writer.write(phantom, name: "a") == ["inputs/a.png"])
        let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "inputs/a.png")))
        let picture = try PNGImage.decode(bytes)
        #expect(picture.luminance == phantom.frame(0).map(Float.init))
        let sidecar = try object(folder.appending(path: "inputs/a.json"))
        #expect(sidecar["pixel_spacing_mm"] as? [Double] == [0.2, 0.2])
        let mask = try PNGImage.decode(
            [UInt8](Data(contentsOf: folder.appending(path: "masks/a.png"))))
        #expect(Set(mask.luminance.samples) == [0, 1, 2])
        let truth = try object(folder.appending(path: "truth/a.json"))
        let frames = try #require(truth["frames"] as? [[String: Any]])
        let nerves = try #require(frames[0]["nerves"] as? [[String: Any]])
        let area = try #require(nerves[0]["area_mm2"] as? Double)
        #expect(abs(area - (phantom.truth(frame: 0).nerves.first?.area ?? 0)) < 1e-4)
    }

    @Test("a cine is one file per frame; without calibration there is no sidecar")
    func cine() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        var writer = PhantomWriter(folder: folder.path, format: .png)
        writer.calibrated = false
        let paths = try writer.write(try Self.phantom(frames: 3), name: "c")
        #expect(paths == ["inputs/c-0001.png", "inputs/c-0002.png", "inputs/c-0003.png"])
        let names = try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "inputs").path)
        #expect(names.count == 3)
    }

    @Test("a folder that cannot be written is refused")
    func refused() throws {
        let writer = PhantomWriter(folder: "/dev/null/x", format: .png)
        let phantom = try Self.phantom()
        #expect(throws: PhantomWriteError.self) { try writer.write(phantom, name: "a") }
    }

    private func object(_ url: URL) throws -> [String: Any] {
        let any = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
        return try #require(any as? [String: Any])
    }
}
