import Anatomy
import Ingesting
import StudyModel
import Testing

@Suite struct DICOMSourceTests {
    @Test("an ultrasound image becomes a frame with its evidence and its place")
    func still() throws {
        let source = try Self.source(TinyDICOM.ultrasound())
        #expect(source.sopInstanceUID == "1.2.3.4" && source.numberOfFrames == 1)
        let frame = try source.frame(at: 1)
        #expect(frame.id == FrameID(input: "a", sopInstanceUID: "1.2.3.4", number: 1))
        #expect(frame.luminance.samples == (0..<12).map { Float(10 * $0) })
        #expect(
            frame.evidence.ultrasoundRegions == [
                UltrasoundRegion(
                    minimumColumn: 0, minimumRow: 1, maximumColumn: 3, maximumRow: 2,
                    unitsAcrossColumns: 3, unitsAcrossRows: 3, deltaAcrossColumns: 0.0125,
                    deltaAcrossRows: -0.02, spatialFormat: 1, dataType: 1)
            ])
        #expect(frame.placement.seriesInstanceUID == "1.2.3.1")
        #expect(frame.placement.instanceNumber == 7)
        #expect(frame.context.manufacturer == "Maker")
        #expect(frame.context.transducerFrequencyMegahertz == 12)
        #expect(frame.context.frameTimeMilliseconds == 40.5)
        #expect(frame.context.laterality == .left)
    }

    @Test("the frequency is that of the tissue region, else of any, else of the data set")
    func frequency() throws {
        func region(type: UInt16, kilohertz: UInt32?) -> [TinyDICOM.Element] {
            let type = TinyDICOM.Element(0x0018, 0x6014, "US", .words([type]))
            let frequency = kilohertz.map { TinyDICOM.Element(0x0018, 0x6030, "UL", .longs([$0])) }
            return [type] + [frequency].compactMap(\.self)
        }
        func megahertz(_ regions: [[TinyDICOM.Element]]) throws -> Double? {
            var file = TinyDICOM.ultrasound()
            file[0x0018, 0x6011] = .items(regions)
            file.insert(.init(0x0018, 0x6030, "UL", .longs([3000])))
            return try Self.source(file).frame(at: 1).context.transducerFrequencyMegahertz
        }
        let flow = region(type: 2, kilohertz: 5000)
        #expect(try megahertz([flow, region(type: 1, kilohertz: 9500)]) == 9.5)
        #expect(try megahertz([flow, region(type: 1, kilohertz: nil)]) == 5)
        #expect(try megahertz([region(type: 1, kilohertz: 0)]) == 3)
        #expect(try megahertz([]) == 3)
    }

    @Test("frames are read one by one")
    func cine() throws {
        let source = try Self.source(TinyDICOM.ultrasound(frames: 2))
        #expect(source.numberOfFrames == 2)
        let second = try source.frame(at: 2).luminance
        #expect(second[column: 0, row: 0] == 120)
        #expect(throws: IngestError.dicom(input: "a", .noSuchFrame(number: 3, allowed: 2))) {
            try source.frame(at: 3)
        }
    }

    @Test("run-length frames equal native ones")
    func runLength() throws {
        var file = TinyDICOM.ultrasound(frames: 2)
        file.transferSyntax = "1.2.840.10008.1.2.5"
        func frame(_ value: UInt8) -> [UInt8] {
            // One segment at 64: three literal bytes, then nine of one value.
            TinyDICOM.little(UInt32(1)) + TinyDICOM.little(UInt32(64))
                + [UInt8](repeating: 0, count: 56) + [2, 1, 2, 3, 0xF8, value]
        }
        file[0x7FE0, 0x0010] = .fragments([[], frame(50), frame(60)])
        let luminance = try Self.source(file).frame(at: 2).luminance.samples
        #expect(luminance == [1, 2, 3] + [Float](repeating: 60, count: 9))
    }

    @Test("grey: inverted, signed, windowed and of few bits")
    func grey() throws {
        var inverted = TinyDICOM.ultrasound()
        inverted[0x0028, 0x0004] = .text("MONOCHROME1")
        #expect(try Self.luminance(inverted)[11] == 255 - 110)

        var deep = Self.sixteenBit(stored: 12, values: (0..<12).map { UInt16($0 * 372) })
        #expect(abs(try Self.luminance(deep)[11] - 254.813) < 0.01)
        // Two's complement of 12 bits: the darkest is −1864.
        deep[0x0028, 0x0103] = .words([1])
        #expect(abs(try Self.luminance(deep)[0] - 116.07) < 0.01)

        var windowed = Self.sixteenBit(stored: 16, values: (0..<12).map { UInt16($0 * 100) })
        windowed.insert(.init(0x0028, 0x1050, "DS", .text("500.5")))
        windowed.insert(.init(0x0028, 0x1051, "DS", .text("501")))
        let shown = try Self.luminance(windowed)
        #expect(shown[0] == 0 && shown[11] == 255 && abs(shown[5] - 127.5) < 0.01)

        var bits = TinyDICOM.ultrasound()
        bits[0x0028, 0x0100] = .words([1])
        bits[0x0028, 0x0101] = .words([1])
        bits[0x0028, 0x0102] = .words([0])
        bits[0x7FE0, 0x0010] = .bytes([0b0000_0101, 0b0000_1000])
        let black = Float(0)
        #expect(
            try Self.luminance(bits)
                == [255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255].map { $0 == 0 ? black : 255 })
    }

    @Test(
        "a picture stored with a sign and an offset is the one stored without, upright or inverted")
    func signedGrey() throws {
        let values = (0..<12).map { UInt16(2000 * $0) }
        for photometric in ["MONOCHROME2", "MONOCHROME1"] {
            let isInverted = photometric == "MONOCHROME1"
            var plain = Self.sixteenBit(
                stored: 16, values: values.map { isInverted ? 65535 - $0 : $0 })
            var signed = Self.sixteenBit(
                stored: 16,
                values: values.map {
                    UInt16(bitPattern: (isInverted ? -1 : 1) * (Int16($0) - 12000))
                })
            plain[0x0028, 0x0004] = .text(photometric)
            signed[0x0028, 0x0004] = .text(photometric)
            signed[0x0028, 0x0103] = .words([1])
            let expected = try Self.luminance(plain)
            #expect(expected[0] == 0 && abs(expected[11] - 85.6) < 0.01)
            #expect(try Self.luminance(signed) == expected)
        }
    }

    @Test("colour: RGB side by side and in planes, YBR, 4:2:2, palette")
    func colour() throws {
        let rgb: [UInt8] = [200, 100, 50]
        let expected = (299 * 200 + 587 * 100 + 114 * 50) / Float(1000)
        var file = Self.colour("RGB", planar: 0, samples: (0..<12).flatMap { _ in rgb })
        #expect(try Self.luminance(file) == [Float](repeating: expected, count: 12))
        file = Self.colour(
            "RGB", planar: 1, samples: rgb.flatMap { [UInt8](repeating: $0, count: 12) })
        #expect(try Self.luminance(file) == [Float](repeating: expected, count: 12))
        file = Self.colour("YBR_FULL", planar: 0, samples: (0..<12).flatMap { [$0, 128, 128] })
        #expect(try Self.luminance(file) == (0..<12).map { Float($0) })
        file = Self.colour(
            "YBR_FULL_422", planar: 0,
            samples: stride(from: 0, to: 12, by: 2).flatMap { [UInt8($0), UInt8($0 + 1), 90, 20] })
        #expect(try Self.luminance(file) == (0..<12).map { Float($0) })

        var palette = TinyDICOM.ultrasound()
        palette[0x0028, 0x0004] = .text("PALETTE COLOR")
        palette[0x7FE0, 0x0010] = .bytes((0..<12).map { UInt8($0 % 3) })
        for (channel, level) in [UInt16(65535), 0, 0].enumerated() {
            let element = UInt16(channel)
            palette.insert(.init(0x0028, 0x1101 + element, "US", .words([2, 1, 16])))
            palette.insert(.init(0x0028, 0x1201 + element, "OW", .words([0, level])))
        }
        let red = Float(0.299 * 255)
        let found = try Self.luminance(palette)
        #expect(found[0] == 0 && found[1] == 0 && abs(found[2] - red) < 1e-4)
    }

    @Test("objects that are not measured are passed over with a reason")
    func skipped() throws {
        var tomogram = TinyDICOM.ultrasound()
        tomogram[0x0008, 0x0060] = .text("CT")
        #expect(try Self.skip(tomogram) == .modalityNotMeasured("CT"))
        var report = TinyDICOM.ultrasound()
        report[0x0008, 0x0016] = .text("1.2.840.10008.5.1.4.1.1.88.11")
        report[0x7FE0, 0x0010] = nil
        #expect(try Self.skip(report) == .noPixelData(sopClass: "structured report"))
    }

    @Test("a side of the sidecar that contradicts the data set is refused")
    func contradiction() throws {
        let message = Self.message(TinyDICOM.ultrasound(), sidecar: #"{"side": "right"}"#)
        #expect(
            message
                == "the sidecar a.json has side = right; allowed is left, as the data set states")
    }

    static func sixteenBit(stored: UInt16, values: [UInt16]) -> TinyDICOM {
        var file = TinyDICOM.ultrasound()
        file[0x0028, 0x0100] = .words([16])
        file[0x0028, 0x0101] = .words([stored])
        file[0x0028, 0x0102] = .words([stored - 1])
        file[0x7FE0, 0x0010] = .words(values)
        return file
    }

    static func colour(_ photometric: String, planar: UInt16, samples: [UInt8]) -> TinyDICOM {
        var file = TinyDICOM.ultrasound()
        file[0x0028, 0x0002] = .words([3])
        file[0x0028, 0x0004] = .text(photometric)
        file.insert(.init(0x0028, 0x0006, "US", .words([planar])))
        file[0x7FE0, 0x0010] = .bytes(samples)
        return file
    }

    static func luminance(_ file: TinyDICOM) throws -> [Float] {
        try source(file).frame(at: 1).luminance.samples
    }

    static func source(_ file: TinyDICOM) throws -> any FrameSource {
        guard case .frames(let source) = try open(file.bytes) else {
            throw IngestError.notAnImage(input: "a")
        }
        return source
    }

    static func skip(_ file: TinyDICOM) throws -> SkipReason? {
        guard case .skipped(let reason) = try open(file.bytes) else { return nil }
        return reason
    }

    /// Opens bytes as the file `a`.
    static func open(
        _ bytes: [UInt8], sidecar: String? = nil, reader: StudyReader = StudyReader()
    ) throws -> OpenedInput {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "a")
        if let sidecar { try folder.write(sidecar, to: "a.json") }
        let scan = InputScanner.scan([path])
        if let refusal = scan.refusals.first { throw refusal.error }
        guard let item = scan.items.first else { throw IngestError.missing(input: "a") }
        let opened = try reader.open(item)
        guard case .frames(let source) = opened else { return opened }
        return .frames(KeptSource(source: source, folder: folder))
    }

    static func message(_ file: TinyDICOM, sidecar: String? = nil) -> String {
        do {
            guard case .frames(let source) = try open(file.bytes, sidecar: sidecar) else {
                return "skipped"
            }
            for number in 1...source.numberOfFrames { _ = try source.frame(at: number) }
            return "accepted"
        } catch {
            return (error as? IngestError)?.message ?? "\(error)"
        }
    }

    /// Keeps the folder as long as the source reads from it.
    private struct KeptSource: FrameSource {
        let source: any FrameSource
        let folder: TemporaryFolder
        var input: String { source.input }
        var sopInstanceUID: String? { source.sopInstanceUID }
        var numberOfFrames: Int { source.numberOfFrames }
        var placement: FramePlacement { source.placement }
        func frame(at number: Int) throws(IngestError) -> Frame { try source.frame(at: number) }
    }
}
