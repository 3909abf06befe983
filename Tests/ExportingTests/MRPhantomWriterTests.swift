import Foundation
import Geometry
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
        let headers = try (1...5).flatMap { number -> [SliceHeader] in
            let path = folder.appending(path: "inputs/a/000\(number).dcm").path
            let count = try Data(contentsOf: URL(filePath: path)).count
            let item = InputItem(
                input: "\(number)", path: path, byteCount: count, sidecarPath: nil)
            guard case .slices(let slices) = try StudyReader().open(item) else { return [] }
            return slices
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
        // By the places that the DICOM files state, the truth lies on the mask.
        var found = 0
        for (number, slice) in slices.enumerated() {
            for nerve in try #require(slice["nerves"] as? [[String: Any]])
            where nerve["whole_in_picture"] as? Bool == true {
                let centre = try #require(nerve["centre_mm"] as? [Double])
                let at = volume.slices[number].plane.pixel(
                    under: PatientPoint(
                        left: centre[0], posterior: centre[1], superior: centre[2]))
                #expect(abs(at.distance) < 0.001)
                let column = Int(at.pixel.column.rounded())
                let row = Int(at.pixel.row.rounded())
                #expect(mask.samples[column + 96 * (row + 80 * number)] == 1)
                found += 1
            }
        }
        #expect(found >= 5)
    }

    @Test("phantoms that differ in any value differ in UIDs")
    func identifiers() throws {
        var parameters = try Self.phantom(.t2).parameters
        parameters.nerveArea = 50
        let picture = try MRPhantom(parameters).slice(0).picture
        let first = try MRSeries(of: MRPhantom(parameters)).encoded(picture, slice: 0)
        parameters.nerveArea = 50.000_001
        let other = try MRSeries(of: MRPhantom(parameters)).encoded(picture, slice: 0)
        #expect(first != other)
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
