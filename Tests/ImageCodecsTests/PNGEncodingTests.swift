import ImageCodecs
import Raster
import Testing

@Suite struct PNGEncodingTests {
    @Test("what is written is read back", arguments: [1, 2, 3, 4])
    func roundTrip(channels: Int) throws {
        let kind = try #require(InterleavedImage.Channels(rawValue: channels))
        let size = try #require(PlaneSize(columns: 37, rows: 23))
        var random = SplitMix(state: UInt64(channels))
        let bytes = (0..<size.count * channels).map { _ in UInt8(random.next(below: 256)) }
        let words = (0..<size.count * channels).map { _ in UInt16(random.next(below: 65536)) }
        for samples in [InterleavedImage.Samples.eight(bytes), .sixteen(words)] {
            let picture = InterleavedImage(size: size, channels: kind, samples: samples)
            for effort in [PNGImage.Effort.fast, .runs] {
                let png = try PNGImage.encode(picture, effort: effort)
                #expect(try PNGImage.decode(png).picture == picture)
            }
        }
    }

    @Test("labels and resolution survive; equal pictures give equal bytes")
    func labels() throws {
        let size = try #require(PlaneSize(columns: 512, rows: 512))
        var labels = LabelPlane(size: size, filledWith: 0)
        for row in 100..<200 { for column in 50..<150 { labels[column: column, row: row] = 2 } }
        let bytes = try PNGImage.encode(labels: labels)
        #expect(try PNGImage.encode(labels: labels) == bytes)
        #expect(try PNGImage.decode(bytes).picture.samples == .eight(labels.samples))
        #expect(bytes.count < 4096)

        let resolution = PNGImage.Resolution(
            pixelsPerMetreAcrossColumns: 12_345, pixelsPerMetreAcrossRows: 6_789)
        let stated = try PNGImage.encode(grey: labels, resolution: resolution)
        #expect(try PNGImage.decode(stated).resolution == resolution)
    }

    @Test("indices and a palette decode to the palette's colours; a wrong palette is an error")
    func palette() throws {
        let size = try #require(PlaneSize(columns: 3, rows: 1))
        let indices = Plane<UInt8>(size: size, samples: [2, 0, 1])
        let colours: [UInt8] = [0, 0, 0, 255, 200, 10, 9, 8, 7]
        let bytes = try PNGImage.encode(indices: indices, palette: colours)
        let picture = try PNGImage.decode(bytes).picture
        #expect(picture.channels == .rgb)
        #expect(picture.samples == .eight([9, 8, 7, 0, 0, 0, 255, 200, 10]))
        #expect(throws: CodecError.self) { try PNGImage.encode(indices: indices, palette: []) }
        #expect(throws: CodecError.self) {
            try PNGImage.encode(indices: indices, palette: [UInt8](repeating: 0, count: 771))
        }
    }
}
