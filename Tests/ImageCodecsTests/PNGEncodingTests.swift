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
}
