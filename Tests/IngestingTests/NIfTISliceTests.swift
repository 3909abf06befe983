import Geometry
import ImageCodecs
import Ingesting
import StudyModel
import Testing

@Suite struct NIfTISliceTests {
    private static let elements: [Double] = [
        // Rows to the right, columns forwards, slices up: pictures as many converters store them.
        0.5, 0, 0, -10, 0, 0.75, 0, -20, 0, 0, 4, 30,
    ]

    private static func volume(
        counts: [Int] = [16, 12, 4], sizes: [Double] = [0.5, 0.75, 4],
        unit: NIfTIVolume.LengthUnit = .millimetre, elements: [Double] = elements,
        sform: [Double]? = nil, levels: Int = 700
    ) -> NIfTIVolume {
        NIfTIVolume(
            counts: counts, sizes: sizes, unit: unit,
            qform: NIfTIVolume.Transform(code: 1, elements: elements),
            sform: sform.map { NIfTIVolume.Transform(code: 1, elements: $0) },
            samples: (0..<counts.reduce(1, *)).map { Float($0 % levels) })
    }

    private struct Opened {
        let slices: [SliceHeader]
        let file: Result<any SliceFile, IngestError>
    }

    private static func opened(
        _ bytes: [UInt8], _ name: String = "a.nii.gz", sidecar: String? = nil
    ) throws -> Opened {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: name)
        let sidecarPath = try sidecar.map { try folder.write($0, to: "a.json") }
        let item = InputItem(
            input: name, path: path, byteCount: bytes.count, sidecarPath: sidecarPath)
        let reader = StudyReader()
        guard case .slices(let slices) = try reader.open(item) else {
            throw IngestError.notAnImage(input: name)
        }
        return Opened(
            slices: slices,
            file: Result { () throws(IngestError) in try reader.sliceFile(of: item) })
    }

    @Test(
        "slices lie where the transform puts them, with left for NIfTI's right",
        arguments: [
            true, false,
        ])
    func placed(compressed: Bool) throws {
        let volume = Self.volume()
        let opened = try Self.opened(volume.encodePicture(compressed: compressed))
        #expect(opened.slices.map(\.frame) == [1, 2, 3, 4])
        let plane = opened.slices[2].plane
        #expect(
            plane.origin.distance(to: PatientPoint(left: 10, posterior: 20, superior: 38)) < 1e-6)
        #expect(
            plane.alongRow.distance(to: PatientPoint(left: -1, posterior: 0, superior: 0)) < 1e-6)
        #expect(plane.spacing.betweenRows.value == 0.75)
        let assembled = VolumeAssembly.volumes(of: opened.slices)
        #expect(assembled.count == 1 && assembled[0].orientation == .axial)
        let pixels = try opened.file.get().pixels(ofFrame: 3)
        #expect(pixels.samples == Array(volume.samples[384..<576]))
    }

    @Test("a sidecar of the Brain Imaging Data Structure states the contrast, in seconds")
    func sidecar() throws {
        let opened = try Self.opened(
            Self.volume().encodePicture(compressed: true),
            sidecar: #"""
                {"EchoTime": 0.06, "RepetitionTime": 4.0, "ScanOptions": "FS", "SliceThickness": 3.5,
                 "ImageType": ["ORIGINAL", "PRIMARY", "M"], "FlipAngle": 150, "Manufacturer": "X"}
                """#)
        #expect(MRSequenceKind(opened.slices[0].contrast) == .t2FatSuppressed)
        #expect(opened.slices[0].sliceThickness == 3.5)
        #expect(opened.slices[0].context.manufacturer == "X")
    }

    @Test("without a sidecar the sequence is unknown")
    func withoutSidecar() throws {
        let opened = try Self.opened(Self.volume().encodePicture(compressed: true))
        #expect(MRSequenceKind(opened.slices[0].contrast) == .unknown)
    }

    @Test(
        "what is no single volume with one place is refused",
        arguments: [
            (volume(counts: [16, 12, 2, 2], sizes: [0.5, 0.75, 4, 1]), "unsupported"),
            (volume(sform: [0.5, 0, 0, 0, 0, 0.75, 0, -20, 0, 0, 4, 30]), "contradictoryPlace"),
            (
                NIfTIVolume(
                    counts: [16, 12, 4], sizes: [0.6, 0.75, 4],
                    sform: NIfTIVolume.Transform(code: 1, elements: elements),
                    samples: [Float](repeating: 0, count: 768)), "contradictoryPlace"
            ),
            (volume(unit: .unknown), "contradictoryPlace"),
        ])
    func refused(volume: NIfTIVolume, name: String) throws {
        let bytes = try volume.encodePicture(compressed: false)
        let error = #expect(throws: IngestError.self) { try Self.opened(bytes, "a.nii") }
        #expect(error?.name == name)
    }

    @Test("rows and columns that are askew are refused")
    func askew() throws {
        let sheared = Self.volume(
            sizes: [0.5, 0.75, 4],
            elements: [0.5, 0.45, 0, -10, 0, 0.6, 0, -20, 0, 0, 4, 30])
        // Only an sform can state it.
        let volume = NIfTIVolume(
            counts: sheared.counts, sizes: sheared.sizes, sform: sheared.qform,
            samples: sheared.samples)
        let bytes = try volume.encodePicture(compressed: false)
        let error = #expect(throws: IngestError.self) { try Self.opened(bytes, "a.nii") }
        #expect(error?.message.contains("right angles") == true)
    }

    @Test("a volume of labels is no picture")
    func labels() throws {
        let opened = try Self.opened(
            Self.volume(levels: 9).encodePicture(compressed: true))
        #expect(throws: IngestError.self) { try opened.file.get() }
    }

    @Test(
        "a volume with a value that is no number is no picture", arguments: [Float.nan, .infinity])
    func notFinite(value: Float) throws {
        // Float32 little-endian after a header of 352 bytes: an integer volume of the same size, patched.
        var bytes = try Self.volume(counts: [16, 12, 4]).encodePicture(compressed: false)
        bytes.replaceSubrange(70..<74, with: [16, 0, 32, 0])
        let samples = (0..<768).flatMap { index in
            let bits = (index == 5 ? value : Float(index)).bitPattern
            return (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
        }
        bytes.replaceSubrange(352..., with: samples)
        let error = #expect(throws: IngestError.self) { try Self.opened(bytes, "a.nii").file.get() }
        #expect(error?.message.contains("no finite number") == true)
    }

    @Test("a gzip file of something else is named as that")
    func otherGzip() throws {
        // 400 zeros.
        let zeros: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 24, 5, 131, 9, 0, 0, 12, 13, 34, 70, 144, 1, 0,
            0,
        ]
        let error = #expect(throws: IngestError.self) { try Self.opened(zeros, "a.gz") }
        #expect(error?.message.contains("gzip") == true, "\(error?.message ?? "")")
    }
}
