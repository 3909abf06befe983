import Anatomy
import ImageCodecs
import Ingesting
import StudyModel
import Testing

@Suite struct RasterSourceTests {
    @Test("a PNG becomes one ultrasound frame with the evidence of pHYs, sidecar and operator")
    func frame() throws {
        let folder = try TemporaryFolder()
        let resolution = PNGImage.Resolution(
            pixelsPerMetreAcrossColumns: 10_000, pixelsPerMetreAcrossRows: 5_000)
        try folder.write(try Sample.png(resolution: resolution), to: "a.png")
        let sidecar = """
            {"pixel_spacing_mm": [0.2, 0.1], "side": "left", "level": "piriformis",
             "probe": "L14-6", "position": "prone"}
            """
        try folder.write(sidecar, to: "a.json")
        let supplied = StatedSpacing(betweenRows: 0.3, betweenColumns: 0.4)
        let frame = try Self.frame(
            at: folder("a.png"), StudyReader(operatorSpacing: supplied))
        #expect(frame.id == FrameID(input: "a.png"))
        #expect(frame.modality == .ultrasound)
        #expect(frame.luminance[column: 7, row: 5] == 57)
        #expect(frame.evidence.operatorSupplied == supplied)
        #expect(
            frame.evidence.pngResolution == StatedSpacing(betweenRows: 0.2, betweenColumns: 0.1))
        #expect(frame.evidence.sidecar == StatedSpacing(betweenRows: 0.2, betweenColumns: 0.1))
        #expect(frame.context.laterality == .left)
        #expect(frame.context.level == .piriformis)
        #expect(frame.context.probe == "L14-6")
        #expect(frame.context.position == "prone")
    }

    @Test("an image without any evidence says nothing about scale")
    func silent() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(try Sample.png(), to: "a.png")
        #expect(try Self.frame(at: path).evidence == ScaleEvidence())
    }

    @Test(
        "a malformed sidecar names field, found and allowed",
        arguments: [
            ("", "is no JSON (it is empty)"),
            ("[1]", "holds [1], not a JSON object"),
            ("{\"side\"", "is no JSON (line 1, column 8: the text ends inside a value)"),
            (
                "{\"spacing\": 1}",
                "has the unknown key spacing; allowed are level, pixel_spacing_mm, position, "
                    + "probe, side"
            ),
            (
                "{\"pixel_spacing_mm\": 0.1}",
                "has pixel_spacing_mm = 0.1; allowed is 2 numbers"
            ),
            (
                "{\"pixel_spacing_mm\": [0.1, \"0.1\"]}",
                "has pixel_spacing_mm = [0.1, \"0.1\"]; allowed is 2 numbers"
            ),
            ("{\"side\": \"L\"}", "has side = \"L\"; allowed is left, right"),
            (
                "{\"side\": \"left\",\n \"side\": \"right\"}",
                "is no JSON (line 2, column 17: the key \"side\" occurs twice in one object)"
            ),
            ("{\"probe\": \"\"}", "has probe = \"\"; allowed is a non-empty text"),
        ])
    func malformed(json: String, complaint: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(try Sample.png(), to: "a.png")
        try folder.write(json, to: "a.json")
        do throws(IngestError) {
            _ = try Self.frame(at: folder("a.png"))
            Issue.record("accepted")
        } catch {
            #expect(error.message == "the sidecar a.json " + complaint)
        }
    }

    @Test("a resolution without a unit or of zero is passed on, and is no spacing")
    func resolutions() throws {
        let folder = try TemporaryFolder()
        for (x, unit, expected) in [
            (2, 0, FileResolution.pngShape(acrossColumns: 2, acrossRows: 3)),
            (0, 1, .pngZero(acrossColumns: 0, acrossRows: 3)),
        ] {
            let plain = try Sample.png()
            let body: [UInt8] = [0, 0, 0, UInt8(x), 0, 0, 0, 3, UInt8(unit)]
            let path = try folder.write(Self.inserting("pHYs", body, into: plain), to: "\(x).png")
            let evidence = try Self.frame(at: path).evidence
            #expect(evidence.fileResolution == expected && evidence.pngResolution == nil)
        }
    }

    @Test("a picture that is shown turned is refused")
    func turned() throws {
        let folder = try TemporaryFolder()
        let plain = try Sample.png()
        let tiff: [UInt8] =
            Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0]
        for orientation: UInt8 in [1, 6] {
            let body = tiff + [orientation, 0, 0]
            let path = try folder.write(Self.inserting("eXIf", body, into: plain), to: "a.png")
            guard orientation != 1 else {
                #expect(try Self.frame(at: path).luminance[column: 7, row: 5] == 57)
                continue
            }
            do throws(IngestError) {
                _ = try Self.frame(at: path)
                Issue.record("accepted")
            } catch {
                #expect(
                    error.message
                        == "a.png has the EXIF orientation 6; only 1 (upright) is read: save it "
                        + "upright and without the tag")
            }
        }
    }

    @Test("a damaged or oversized picture is refused with its name")
    func refused() throws {
        let folder = try TemporaryFolder()
        let bytes = try Sample.png()
        let path = try folder.write(Array(bytes.dropLast(20)), to: "cut.png")
        #expect(
            throws: IngestError.codec(
                input: "cut.png",
                .truncated(.png, detail: "the bytes end at \(bytes.count - 20)"))
        ) { try Self.frame(at: path) }
        var limits = IngestLimits()
        limits.maximumRasterBytes = 10
        #expect(
            throws: IngestError.tooLarge(input: "cut.png", bytes: bytes.count - 20, allowed: 10)
        ) { try Self.frame(at: path, StudyReader(limits: limits)) }
    }

    /// A chunk after the header, without a checksum: libpng passes over it.
    private static func inserting(
        _ name: String, _ body: [UInt8], into png: [UInt8]
    ) -> [UInt8] {
        var result = Array(png[..<33])
        result += [0, 0, 0, UInt8(body.count)]
        result += Array(name.utf8)
        result += body
        result += [0, 0, 0, 0]
        return result + png[33...]
    }

    private static func frame(
        at path: String, _ reader: StudyReader = StudyReader()
    ) throws(IngestError) -> Frame {
        guard let item = InputScanner.scan([path]).items.first,
            case .frames(let source) = try reader.open(item)
        else { throw .missing(input: path) }
        return try source.frame(at: 1)
    }
}
