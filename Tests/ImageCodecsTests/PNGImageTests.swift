import ImageCodecs
import Raster
import Testing

@Suite struct PNGImageTests {
    @Test("grey of 1 to 16 bit is spread over the full range", arguments: [1, 2, 4, 8, 16])
    func grey(bits: Int) throws {
        for interlaced in [false, true] {
            let full = 1 << bits - 1
            let png = TinyPNG(
                columns: 11, rows: 9, colourType: 0, bits: bits, interlaced: interlaced,
                sample: { column, row, _ in (column * 31 + row * 17) & full })
            let image = try PNGImage.decode(png.bytes)
            #expect(image.storedBits == bits)
            #expect(image.picture.channels == .grey)
            for row in 0..<9 {
                for column in 0..<11 {
                    let expected = Double(png.sample(column, row, 0)) * 255 / Double(full)
                    let found = Double(image.luminance[column: column, row: row])
                    #expect(abs(found - expected) <= 1e-5)
                }
            }
        }
    }

    @Test("colour becomes luminance, alpha lies over black", arguments: [8, 16])
    func colour(bits: Int) throws {
        let full = Double(1 << bits - 1)
        let rgba: [Double] = [1.0, 0.4, 0.2, 0.6]
        let png = TinyPNG(
            columns: 3, rows: 2, colourType: 6, bits: bits,
            sample: { _, _, channel in Int(rgba[channel] * full) })
        let found = Double(try PNGImage.decode(png.bytes).luminance[column: 2, row: 1])
        #expect(abs(found - 255 * 0.6 * (0.299 + 0.587 * 0.4 + 0.114 * 0.2)) < 0.01)
    }

    @Test("equal red, green and blue give the grey value back exactly")
    func greyStoredAsColour() throws {
        let png = TinyPNG(
            columns: 256, rows: 1, colourType: 2, bits: 8, sample: { column, _, _ in column })
        #expect(try PNGImage.decode(png.bytes).luminance.samples == (0..<256).map { Float($0) })
    }

    @Test("a palette becomes colour, a transparent colour becomes alpha")
    func palette() throws {
        let png = TinyPNG(
            columns: 4, rows: 1, colourType: 3, bits: 2,
            extraChunks: [
                ("PLTE", [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]), ("tRNS", [255, 0]),
            ],
            sample: { column, _, _ in column })
        let image = try PNGImage.decode(png.bytes)
        let expected: [UInt8] = [0, 0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 255, 255]
        #expect(image.picture.samples == .eight(expected))
    }

    @Test("pHYs is reported only when its unit is the metre")
    func resolution() throws {
        func image(unit: UInt8) throws -> PNGImage {
            try PNGImage.decode(
                TinyPNG(
                    columns: 2, rows: 2, colourType: 0, bits: 8,
                    extraChunks: [("pHYs", bigEndian(10_000) + bigEndian(20_000) + [unit])],
                    sample: { _, _, _ in 7 }
                ).bytes)
        }
        #expect(
            try image(unit: 1).resolution
                == PNGImage.Resolution(
                    pixelsPerMetreAcrossColumns: 10_000, pixelsPerMetreAcrossRows: 20_000))
        #expect(try image(unit: 0).resolution == nil)
    }

    @Test("every truncation of a file is refused, and nothing crashes")
    func truncation() {
        let bytes = smallPNG
        for length in 0..<bytes.count {
            #expect(throws: CodecError.self) { try PNGImage.decode(Array(bytes.prefix(length))) }
        }
        #expect(throws: CodecError.truncated(.png, detail: "the bytes end at 40")) {
            try PNGImage.decode(Array(bytes.prefix(40)))
        }
    }

    @Test("flipped bytes end as a picture or as an error", arguments: 0..<20)
    func mutation(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<100 {
            var bytes = smallPNG
            for _ in 0...random.next(below: 4) {
                bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
            }
            if let image = try? PNGImage.decode(bytes) { #expect(image.picture.size.count > 0) }
        }
    }

    @Test("a header that promises too many pixels is refused before memory is taken")
    func bomb() {
        let bytes = TinyPNG(
            columns: 3, rows: 3, colourType: 0, bits: 8, sample: { _, _, _ in 0 }
        ).bytes
        let header = chunk("IHDR", bigEndian(60_000) + bigEndian(60_000) + [8, 0, 0, 0, 0])
        let bomb = Array(bytes.prefix(8)) + header + Array(bytes.dropFirst(8 + header.count))
        #expect(
            throws: CodecError.tooManyPixels(
                .png, columns: 60_000, rows: 60_000, allowed: 1 << 23)
        ) { try PNGImage.decode(bomb) }
        let detail = "\(bomb.count) bytes cannot hold the image"
        #expect(throws: CodecError.truncated(.png, detail: detail)) {
            try PNGImage.decode(bomb, limits: DecodingLimits(maximumPixels: .max))
        }
    }

    @Test("junk is refused", arguments: [[], [0x89], Array("not a picture at all".utf8)])
    func junk(bytes: [UInt8]) {
        #expect(throws: CodecError.self) { try PNGImage.decode(bytes) }
    }

    private var smallPNG: [UInt8] {
        TinyPNG(
            columns: 9, rows: 7, colourType: 2, bits: 8, interlaced: true,
            extraChunks: [("pHYs", bigEndian(1) + bigEndian(2) + [1])],
            sample: { $0 * 20 + $1 + $2 }
        ).bytes
    }
}

/// SplitMix64: seeded, the same on every platform.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
