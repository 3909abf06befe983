import Foundation
import ImageCodecs
import OracleSupport
import Testing

/// Files by nibabel: some committed (scripts/oracles/nifti_files.py fixtures), all kinds where Python
/// is at hand, and what nibabel reads from ours.
@Suite struct NIfTIVolumeTests {
    struct File: Decodable {
        let file: String
        let counts: [Int]
        let sizes: [Double]
        let unit: String
        let qform_code: Int
        let sform_code: Int
        let qform: [Double]
        let sform: [Double]
        let type: String
        let samples: [Double]
        let bytes: String?

        var content: [UInt8] {
            get throws {
                let text = try #require(bytes)
                return [UInt8](try #require(Data(base64Encoded: text)))
            }
        }
    }

    static let units: [String: NIfTIVolume.LengthUnit] = [
        "mm": .millimetre, "unknown": .unknown, "meter": .metre, "micron": .micrometre,
    ]

    static func committed() throws -> [File] {
        try JSONDecoder().decode(
            [File].self, from: Oracle.committed("ImageCodecsTests/Expected/nifti.json"))
    }

    static func committed(_ name: String) throws -> [UInt8] {
        let file = try #require(try committed().first { $0.file == name })
        return try file.content
    }

    static func expect(_ volume: NIfTIVolume, equals file: File) {
        #expect(volume.counts == file.counts, "\(file.file)")
        #expect(volume.unit == units[file.unit], "\(file.file)")
        #expect(zip(volume.sizes, file.sizes).allSatisfy { near($0, $1, within: 1e-6) })
        #expect(volume.sizes.count == file.sizes.count)
        for (found, code, matrix) in [
            (volume.qform, file.qform_code, file.qform),
            (volume.sform, file.sform_code, file.sform),
        ] {
            #expect(found?.code ?? 0 == code, "\(file.file)")
            guard let found else { continue }
            #expect(
                zip(found.elements, matrix).allSatisfy { near($0, $1, within: 1e-5) },
                "\(file.file)")
        }
        #expect(volume.samples == file.samples.map(Float.init), "\(file.file)")
    }

    @Test("the committed files of nibabel")
    func fixtures() throws {
        let files = try Self.committed()
        #expect(files.count == 6)
        for file in files {
            Self.expect(try NIfTIVolume.decode(try file.content), equals: file)
        }
    }

    @Test(
        "every type, byte order and version that nibabel writes",
        .enabled(if: Oracle.python != nil, "NERVE_MEASURE_PYTHON is not set"))
    func everyKind() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try JSONDecoder().decode(
            [File].self, from: Oracle.run("nifti_files.py", ["write", folder.path]))
        #expect(files.count == 43)
        for file in files {
            let data = try Data(contentsOf: folder.appending(path: file.file))
            Self.expect(try NIfTIVolume.decode([UInt8](data)), equals: file)
        }
    }

    static let labels = NIfTIVolume(
        counts: [3, 2, 2], sizes: [0.6, 0.5, 3.5],
        qform: .init(code: 1, elements: [0, 0.5, 0, 3, -0.6, 0, 0, 4, 0, 0, 3.5, -7]),
        sform: .init(code: 2, elements: [0, 0.5, 0, 3, -0.6, 0, 0, 4, 0, 0, 3.5, -7]),
        samples: (0..<12).map { Float($0 % 3) })

    @Test(
        "nibabel reads what is written",
        .enabled(if: Oracle.python != nil, "NERVE_MEASURE_PYTHON is not set"))
    func written() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try [("a.nii", false), ("b.nii.gz", true)].map { name, compressed in
            let path = folder.appending(path: name)
            try Data(try Self.labels.encodeLabels(compressed: compressed)).write(to: path)
            return path.path
        }
        let files = try JSONDecoder().decode(
            [File].self, from: Oracle.run("nifti_files.py", ["read"] + paths))
        #expect(files.map(\.type) == ["uint8", "uint8"])
        for file in files { Self.expect(Self.labels, equals: file) }
    }

    @Test("what is written is read back, byte for byte the same each time, without a date")
    func roundTrip() throws {
        for compressed in [false, true] {
            let bytes = try Self.labels.encodeLabels(compressed: compressed)
            #expect(try Self.labels.encodeLabels(compressed: compressed) == bytes)
            let read = try NIfTIVolume.decode(bytes)
            #expect(read.samples == Self.labels.samples)
            #expect(read.counts == Self.labels.counts)
            #expect(try read.placement.code == 2)
            if compressed { #expect(bytes[4..<8] == [0, 0, 0, 0]) }
        }
    }

    @Test("labels that are none are refused")
    func noLabels() {
        for sample: Float in [0.5, -1, 256, .nan] {
            let volume = NIfTIVolume(counts: [1], sizes: [1], samples: [sample])
            #expect(throws: CodecError.self) { try volume.encodeLabels(compressed: false) }
        }
        let long = NIfTIVolume(
            counts: [40000], sizes: [1], samples: [Float](repeating: 0, count: 40000))
        #expect(throws: CodecError.self) { try long.encodeLabels(compressed: false) }
    }

    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "nifti-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
