import Ingesting
import Testing

@Suite struct DICOMRefusalTests {
    @Test(
        "an unusable description of the pixels is refused by keyword and tag",
        arguments: [
            (
                0x0010, nil,
                "a lacks Rows (0028,0010), without which it cannot be read; export it again from its "
                    + "source"
            ),
            (
                0x0011, TinyDICOM.Value.words([0]),
                "a has Columns (0028,0011) = 0; allowed is 1…65535"
            ),
            (
                0x0100, .words([12]),
                "a has BitsAllocated (0028,0100) = 12; allowed is 1, 8, 16 or 32"
            ),
            (0x0101, .words([9]), "a has BitsStored (0028,0101) = 9; allowed is 1…8"),
            (
                0x0002, .words([3]),
                "a has SamplesPerPixel (0028,0002) = 3; allowed is 1 with MONOCHROME2"
            ),
            (
                0x0008, .text("many"),
                "a has NumberOfFrames (0028,0008) = \"many\"; allowed is 1…100000"
            ),
            (
                0x0008, .text("1000000"),
                "a has NumberOfFrames (0028,0008) = 1000000; allowed is 1…100000"
            ),
            (
                0x0010, .words([65535]),
                "a is a damaged DICOM file (1 frame needs 262140 bytes of pixel data, 12 are "
                    + "there); copy it again from its source"
            ),
            (
                0x0008, .text("3"),
                "a is a damaged DICOM file (3 frames need 36 bytes of pixel data, 12 are there); "
                    + "copy it again from its source"
            ),
        ] as [(Int, TinyDICOM.Value?, String)])
    func description(element: Int, value: TinyDICOM.Value?, message: String) {
        var file = TinyDICOM.ultrasound()
        file[0x0028, UInt16(element)] = value
        #expect(DICOMSourceTests.message(file) == message)
    }

    @Test("an unknown photometric interpretation or transfer syntax is refused")
    func kinds() {
        var file = TinyDICOM.ultrasound()
        file[0x0028, 0x0004] = .text("HSV")
        #expect(DICOMSourceTests.message(file).hasPrefix("a has PhotometricInterpretation (0028,"))
        file = TinyDICOM.ultrasound()
        file.transferSyntax = "1.2.840.10008.1.2.4.100"
        file[0x7FE0, 0x0010] = .fragments([[], [1, 2]])
        #expect(
            DICOMSourceTests.message(file)
                == "a has the Transfer Syntax UID (0002,0010) 1.2.840.10008.1.2.4.100, which is "
                + "not read; convert it to Explicit VR Little Endian")
    }

    @Test("a palette without its tables is refused")
    func palette() {
        var file = TinyDICOM.ultrasound()
        file[0x0028, 0x0004] = .text("PALETTE COLOR")
        #expect(
            DICOMSourceTests.message(file).hasPrefix(
                "a lacks RedPaletteColorLookupTableDescriptor (0028,1101)"))
    }

    @Test(
        "broken fragments are refused frame by frame",
        arguments: [
            ("1.2.840.10008.1.2.5", "its run-length segments are broken"),
            ("1.2.840.10008.1.2.4.50", "its JPEG has no frame header"),
            ("1.2.840.10008.1.2.4.80", "cannot be decoded"),
            ("1.2.840.10008.1.2.4.90", "is a damaged JPEG 2000"),
        ])
    func fragments(transferSyntax: String, complaint: String) {
        var file = TinyDICOM.ultrasound()
        file.transferSyntax = transferSyntax
        file[0x7FE0, 0x0010] = .fragments([[], [UInt8](repeating: 7, count: 70)])
        let message = DICOMSourceTests.message(file)
        #expect(message.hasPrefix("a frame 1 cannot be decoded (") && message.contains(complaint))
    }

    @Test("sequences nested without end are refused, not followed")
    func nesting() {
        var file = TinyDICOM.ultrasound()
        let level: [UInt8] = [
            0x40, 0x00, 0x30, 0xA7, 0x53, 0x51, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00,
            0xE0, 0xFF, 0xFF, 0xFF, 0xFF,
        ]
        file.elements.removeLast()
        let deep = file.bytes + (0..<50_000).flatMap { _ in level }
        #expect(throws: IngestError.self) { try DICOMSourceTests.open(deep) }
    }

    @Test("a deflated data set is capped")
    func deflated() {
        var file = TinyDICOM.ultrasound()
        file.transferSyntax = "1.2.840.10008.1.2.1.99"
        let all = file.bytes
        let start = 144 + Int(all[140])
        let body = Array(all[start...])
        let size = UInt16(body.count)
        let stored = [1] + TinyDICOM.little(size) + TinyDICOM.little(~size) + body
        let deflated = Array(all[..<start]) + stored
        #expect(throws: Never.self) { try DICOMSourceTests.open(deflated) }
        var limits = IngestLimits()
        limits.maximumInflatedBytes = 100
        #expect(throws: IngestError.self) {
            try DICOMSourceTests.open(deflated, reader: StudyReader(limits: limits))
        }
    }

    @Test("truncations and flipped bytes end as frames, a skip or an error")
    func mutations() {
        let bytes = TinyDICOM.ultrasound().bytes
        for length in stride(from: 133, to: bytes.count, by: 7) {
            #expect(throws: IngestError.self) {
                let opened = try DICOMSourceTests.open(Array(bytes.prefix(length)))
                // A cut between two elements leaves a data set without pixels.
                if case .skipped = opened { throw IngestError.empty(input: "a") }
            }
        }
        var random = SplitMix(state: 12)
        for _ in 0..<200 {
            var mutated = bytes
            for _ in 0...random.next(below: 4) {
                mutated[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
            }
            if case .frames(let source)? = try? DICOMSourceTests.open(mutated) {
                _ = try? source.frame(at: 1)
            }
        }
    }
}

/// SplitMix64: seeded, the same on every platform.
private struct SplitMix {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ z >> 31) % UInt64(bound))
    }
}
