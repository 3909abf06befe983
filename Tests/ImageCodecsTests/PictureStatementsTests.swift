import ImageCodecs
import Testing

@Suite struct PictureStatementsTests {
    private typealias Resolution = PictureStatements.Resolution

    /// A TIFF structure with one entry before the orientation.
    private static func tiff(_ orientation: UInt8, isBig: Bool) -> [UInt8] {
        let big: [UInt8] = [
            77, 77, 0, 42, 0, 0, 0, 8, 0, 2, 1, 15, 0, 2, 0, 0, 0, 1, 65, 0, 0, 0, 1, 18, 0, 3,
            0, 0, 0, 1, 0, orientation, 0, 0,
        ]
        let little: [UInt8] = [
            73, 73, 42, 0, 8, 0, 0, 0, 2, 0, 15, 1, 2, 0, 1, 0, 0, 0, 65, 0, 0, 0, 18, 1, 3, 0,
            1, 0, 0, 0, orientation, 0, 0, 0,
        ]
        return isBig ? big : little
    }

    private static func png(_ chunks: [(String, [UInt8])]) -> [UInt8] {
        TinyPNG(
            columns: 2, rows: 2, colourType: 0, bits: 8,
            extraChunks: chunks.map { (name: $0.0, payload: $0.1) }, sample: { _, _, _ in 7 }
        ).bytes
    }

    private static func jpeg(_ segments: [(UInt8, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8]
        for (marker, body) in segments {
            bytes += [0xFF, marker]
            bytes += bigEndian(body.count + 2).suffix(2)
            bytes += body
        }
        return bytes + [0xFF, 0xDA, 0, 2]
    }

    @Test("pHYs is given with its unit, zeros included")
    func png() {
        let none = PictureStatements(png: Self.png([]))
        #expect(none.resolution == nil && none.orientation == nil)
        for (unit, expected) in [(UInt8(0), Resolution.Unit.none), (1, .metre)] {
            let body = bigEndian(0) + bigEndian(20_000) + [unit]
            let found = PictureStatements(png: Self.png([("pHYs", body)])).resolution
            #expect(found?.acrossColumns == 0 && found?.acrossRows == 20_000)
            #expect(found?.unit == expected)
        }
    }

    @Test("the density of a JFIF header is given with its unit")
    func jpeg() {
        for (unit, expected) in [(UInt8(0), Resolution.Unit.none), (1, .inch), (2, .centimetre)] {
            let body: [UInt8] = Array("JFIF\0".utf8) + [1, 1, unit, 1, 44, 0, 72, 0, 0]
            let found = PictureStatements(jpeg: Self.jpeg([(0xE0, body)])).resolution
            #expect(found?.acrossColumns == 300 && found?.acrossRows == 72)
            #expect(found?.unit == expected)
        }
        #expect(
            PictureStatements(jpeg: JPEGImageTests.grey).resolution?.unit == Resolution.Unit.none)
    }

    @Test("the EXIF orientation is found in either byte order", arguments: [true, false])
    func orientation(isBig: Bool) {
        for value: UInt8 in 1...8 {
            let tiff = Self.tiff(value, isBig: isBig)
            let jpeg = Self.jpeg([
                (0xE0, Array("JFIF".utf8)), (0xE1, Array("Exif\0\0".utf8) + tiff),
            ])
            #expect(PictureStatements(jpeg: jpeg).orientation == Int(value))
            #expect(PictureStatements(png: Self.png([("eXIf", tiff)])).orientation == Int(value))
        }
        for value: UInt8 in [0, 9] {
            let tiff = Self.tiff(value, isBig: isBig)
            #expect(PictureStatements(png: Self.png([("eXIf", tiff)])).orientation == nil)
        }
    }

    @Test("cut and flipped bytes state nothing or something, and nothing crashes")
    func broken() {
        let tiff = Self.tiff(6, isBig: true)
        let jpeg = Self.jpeg([(0xE1, Array("Exif\0\0".utf8) + tiff)])
        let png = Self.png([("pHYs", bigEndian(1) + bigEndian(1) + [0]), ("eXIf", tiff)])
        for length in 0..<jpeg.count { _ = PictureStatements(jpeg: Array(jpeg.prefix(length))) }
        for length in 0..<png.count { _ = PictureStatements(png: Array(png.prefix(length))) }
        var random = SplitMix(state: 3)
        for _ in 0..<2000 {
            var bytes = random.next(below: 2) == 0 ? jpeg : png
            for _ in 0...random.next(below: 4) {
                bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
            }
            _ = (PictureStatements(jpeg: bytes), PictureStatements(png: bytes))
        }
    }
}
