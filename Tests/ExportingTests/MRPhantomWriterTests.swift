import Foundation
import ImageCodecs
import Ingesting
import Phantoms
import Testing

@testable import Exporting

@Suite struct MRPhantomWriterTests {
    static let validator = "/usr/bin/dciodvfy"

    static func phantom(_ sequence: MRSequence) throws -> MRPhantom {
        var parameters = MRPhantomParameters.varied(seed: 4, sequence: sequence)
        parameters.acquisition.spacing = 1.2
        parameters.acquisition.columns = 96
        parameters.acquisition.rows = 80
        parameters.acquisition.thickness = 4
        parameters.acquisition.gap = 0.5
        parameters.acquisition.slices = 5
        parameters.acquisition.obliquity = 12
        parameters.acquisition.centre = SIMD3(60, 50, -10)
        return try MRPhantom(parameters)
    }

    @Test("a series is read as one suitable axial volume", arguments: [false, true])
    func volume(isFeetFirst: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        var writer = MRPhantomWriter(folder: folder.path)
        writer.masks = true
        writer.isFeetFirst = isFeetFirst
        let phantom = try Self.phantom(.stir)
        try writer.write(phantom, name: "a")
        let headers = try (1...5).flatMap { number in
            let path = folder.appending(path: "inputs/a/000\(number).dcm").path
            let count = try Data(contentsOf: URL(filePath: path)).count
            let item = InputItem(
                input: "\(number)", path: path, byteCount: count, sidecarPath: nil)
            return try #require(try StudyReader().sliceHeaders(of: item))
        }
        let volumes = VolumeAssembly.volumes(of: headers)
        #expect(volumes.count == 1)
        let volume = try #require(volumes.first)
        let geometry = try volume.geometry.get()
        #expect(geometry.irregularities.isEmpty)
        #expect(abs(geometry.spacingBetweenSlices - 4.5) < 1e-6)
        #expect(VolumeSuitability.problem(of: geometry, volume.orientation) == nil)
        for (slice, plane) in zip(volume.slices, phantom.planes) {
            #expect(slice.plane.origin.distance(to: plane.origin) < 1e-5)
        }
        let mask = try NIfTIVolume.decode(MRVolumeFileTests.bytes(folder, "masks/a.nii.gz"))
        #expect(mask.samples.contains(10))
        let truth = try JSONSerialization.jsonObject(
            with: Data(contentsOf: folder.appending(path: "truth/a.json")))
        let slices = try #require((truth as? [String: Any])?["slices"] as? [[String: Any]])
        #expect(slices.count == 5)
    }

    @Test(
        "dciodvfy finds no error", .enabled(if: FileManager.default.fileExists(atPath: validator)),
        arguments: MRSequence.allCases)
    func valid(sequence: MRSequence) throws {
        let phantom = try Self.phantom(sequence)
        let bytes = try MRSeries(of: phantom).encoded(phantom.slice(2).picture, slice: 2)
        #expect(bytes == (try MRSeries(of: phantom).encoded(phantom.slice(2).picture, slice: 2)))
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: file)
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
        #expect(text.contains("MRImage"), "\(text)")
    }
}
