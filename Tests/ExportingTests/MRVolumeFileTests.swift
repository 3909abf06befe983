import Foundation
import Geometry
import ImageCodecs
import JSON
import OracleSupport
import Phantoms
import Reporting
import Testing

@testable import Exporting

/// NIfTI and truth of a simulated series against the phantom, nibabel and check-jsonschema.
@Suite struct MRVolumeFileTests {
    static func written(
        _ parameters: MRPhantomParameters, _ format: MRPhantomWriter.Format, in folder: URL
    ) throws {
        var writer = MRPhantomWriter(folder: folder.path)
        writer.format = format
        writer.masks = true
        try writer.write(try MRPhantom(parameters), name: "a")
    }

    static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    static func bytes(_ folder: URL, _ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }

    @Test("voxels lie where the slices lie, picture and labels alike")
    func placement() throws {
        let phantom = try MRPhantomWriterTests.phantom(.stir)
        try Self.withFolder { folder in
            try Self.written(phantom.parameters, .nifti, in: folder)
            let picture = try NIfTIVolume.decode(Self.bytes(folder, "inputs/a.nii.gz"))
            let labels = try NIfTIVolume.decode(Self.bytes(folder, "masks/a.nii.gz"))
            #expect(picture.counts == [96, 80, 5])
            #expect(labels.counts == picture.counts)
            let transform = try picture.placement
            #expect(try labels.placement == transform)
            for (column, row, slice) in [(0, 0, 0), (95, 0, 4), (17, 79, 2)] {
                let at = transform.position([Double(column), Double(row), Double(slice)])
                let true_ = phantom.planes[slice].patientPoint(
                    at: PixelPoint(column: Double(column), row: Double(row)))
                let found = PatientPoint(left: -at[0], posterior: -at[1], superior: at[2])
                #expect(found.distance(to: true_) < 1e-4)
                let index = column + 96 * (row + 80 * slice)
                let made = phantom.slice(slice)
                #expect(picture.samples[index] == Float(made.picture[column: column, row: row]))
                #expect(labels.samples[index] == Float(made.labels[column: column, row: row]))
            }
            #expect(labels.samples.contains(1))
        }
    }

    @Test(
        "nibabel finds the nerve's centre under its voxels, in both transforms",
        .enabled(if: Oracle.python != nil, "NERVE_MEASURE_PYTHON is not set"))
    func nibabel() throws {
        let phantom = try MRPhantomWriterTests.phantom(.t2)
        try Self.withFolder { folder in
            try Self.written(phantom.parameters, .nifti, in: folder)
            let output = try Oracle.run("mr_phantom_volume.py", [folder.path, "a"])
            let found = try JSONDecoder().decode([String: Double].self, from: output)
            #expect(try #require(found["nerves"]) >= 5)
            #expect(try #require(found["largest_distance_mm"]) < 0.8)
            #expect(try #require(found["transforms_apart_mm"]) < 1e-4)
            #expect(try #require(found["labels_unlike_name"]) == 0)
        }
    }

    static let cases: [(MRPathology, SciaticVariant)] = Array(
        zip(MRPathology.allCases, SciaticVariant.allCases))

    @Test(
        "the truth satisfies its schema",
        .enabled(if: Oracle.python != nil, "NERVE_MEASURE_PYTHON is not set"),
        arguments: MRSequence.allCases.indices)
    func schema(index: Int) throws {
        var parameters = try MRPhantomWriterTests.phantom(MRSequence.allCases[index]).parameters
        (parameters.pathology, parameters.variant[.left]) = Self.cases[index]
        parameters.severity = 0.5
        parameters.range = MRParameterRange.allCases[index % 3]
        parameters.acquisition.slices = 3
        try Self.withFolder { folder in
            let format = MRPhantomWriter.Format.allCases[index % 3]
            try Self.written(parameters, format, in: folder)
            let schema = folder.appending(path: "schema.json")
            try Data(PublishedSchema.mrTruth.json.text.utf8).write(to: schema)
            let truth = folder.appending(path: "truth/a.json")
            let arguments = ["--schemafile", schema.path, truth.path]
            #expect(try Oracle.acceptsSchema(arguments))
            let text = try String(contentsOf: truth, encoding: .utf8)
            try Data(text.replacing("\"whole_in_picture\"", with: "\"whole\"").utf8)
                .write(to: truth)
            #expect(try !Oracle.acceptsSchema(arguments))
        }
    }
}
