import Geometry
import Testing

@testable import Ingesting

@Suite struct SliceHeaderTests {
    @Test("a classic MR image states its place, its scale and its contrast")
    func classic() throws {
        let header = try #require(try headers(of: .magneticResonance()).first)
        #expect(header.plane.origin == PatientPoint(left: -60, posterior: 10.5, superior: 7))
        #expect(header.plane.alongColumn == PatientPoint(left: 0, posterior: 0.8, superior: -0.6))
        #expect(header.plane.spacing == PixelSpacing(betweenRows: 0.5, betweenColumns: 0.6))
        #expect(header.sliceThickness == 3.5)
        #expect(header.contrast.echoTime == 80)
        #expect(header.contrast.imageType == ["WATER"])
        #expect((header.columns, header.rows) == (4, 3))
    }

    @Test("frames of an enhanced image have their own places; what is shared is stated once")
    func enhanced() throws {
        let headers = try headers(of: .enhancedMagneticResonance(heights: [5, 2, 8]))
        #expect(headers.map(\.frame) == [1, 2, 3])
        #expect(headers.map(\.plane.origin.superior) == [5, 2, 8])
        #expect(headers.allSatisfy { $0.plane.spacing.betweenColumns.value == 0.6 })
        #expect(headers.map(\.contrast.echoTime) == [60, 60, 60])
        let volume = try #require(VolumeAssembly.volumes(of: headers).first)
        #expect(volume.slices.map(\.frame) == [2, 1, 3])
        #expect(try volume.geometry.get().spacingBetweenSlices == 3)
    }

    @Test(
        "a place that is not stated, or cannot be, is refused",
        arguments: [
            (0x0020, 0x0032, nil, "missingAttribute"), (0x0020, 0x0037, nil, "missingAttribute"),
            (0x0028, 0x0030, nil, "missingAttribute"), (0x0020, 0x000E, nil, "missingAttribute"),
            (0x0020, 0x0032, "1\\2", "invalidAttribute"),
            (0x0020, 0x0037, "1\\0\\0\\0\\1", "invalidAttribute"),
            (0x0020, 0x0037, "1\\0\\0\\0.5\\0.8\\0", "invalidAttribute"),
            (0x0020, 0x0037, "1\\0\\0\\0\\2\\0", "invalidAttribute"),
            (0x0028, 0x0030, "0\\0.5", "invalidAttribute"),
            (0x0028, 0x0030, "-1\\0.5", "invalidAttribute"),
        ] as [(UInt16, UInt16, String?, String)])
    func refused(group: UInt16, element: UInt16, value: String?, name: String) throws {
        var file = TinyDICOM.magneticResonance()
        file[group, element] = value.map { .text($0) }
        let error = #expect(throws: IngestError.self) { try headers(of: file) }
        #expect(error?.name == name)
        #expect(error?.message.hasPrefix("slice.dcm ") == true)
    }

    @Test("ultrasound has no slices")
    func ultrasound() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(TinyDICOM.ultrasound().bytes, to: "us.dcm")
        let item = try #require(InputScanner.scan([path]).items.first)
        guard case .frames = try StudyReader().open(item) else {
            Issue.record("ultrasound gives frames")
            return
        }
    }

    private func headers(of file: TinyDICOM) throws -> [SliceHeader] {
        let folder = try TemporaryFolder()
        let path = try folder.write(file.bytes, to: "slice.dcm")
        let item = try #require(InputScanner.scan([path]).items.first)
        guard case .slices(let slices) = try StudyReader().open(item) else { return [] }
        return slices
    }
}
