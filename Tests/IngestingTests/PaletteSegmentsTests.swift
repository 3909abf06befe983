import StudyModel
import Testing

@testable import Ingesting

@Suite struct PaletteSegmentsTests {
    @Test(
        "segments expand: discrete, linear, indirect",
        arguments: [
            ([0, 3, 7, 8, 9], 16, [7, 8, 9]),
            ([0, 1, 10, 1, 4, 20], 16, [10, 12, 15, 18, 20]),
            ([0, 1, 20, 1, 2, 20], 16, [20, 20, 20]),
            ([0, 1, 9, 1, 3, 0], 16, [9, 6, 3, 0]),
            // One segment again, from byte 6: the line, now from where the table stands.
            ([0, 1, 4, 1, 2, 8, 2, 1, 6, 0], 16, [4, 6, 8, 8, 8]),
            ([0, 2, 1, 2, 2, 1, 0, 0], 16, [1, 2, 1, 2]),
            // Eight bits: two values in a word, the first one low; a last one is padding.
            ([0x0300, 0x0807, 0x0009], 8, [7, 8, 9]),
            ([0x0100, 0x0105, 0x0902, 0x0102, 0x0000, 0x0000], 8, [5, 7, 9, 5]),
        ] as [([UInt16], Int, [UInt16])])
    func expanded(words: [UInt16], bits: Int, entries: [UInt16]) {
        #expect(PaletteSegments.entries(of: words, bits: bits, maximum: 100) == entries)
    }

    @Test(
        "segments that break the rules are refused",
        arguments: [
            [3, 1, 7], [0, 0], [0, 4, 7], [1, 4, 7], [2, 1, 0, 0], [0, 1, 4, 2, 1, 99, 0],
            [0, 1, 4, 2, 1, 1, 0], [0, 1, 4, 2, 9, 0, 0], [0, 1, 4, 2, 1, 6, 0],
            [0, 1, 4, 1, 101, 9],
        ] as [[UInt16]])
    func broken(words: [UInt16]) {
        #expect(PaletteSegments.entries(of: words, bits: 16, maximum: 100) == nil)
    }

    @Test("a picture with a segmented palette is read")
    func picture() throws {
        let luminance = try DICOMSourceTests.luminance(Self.file(segments: [0, 1, 0, 1, 2, 65534]))
        #expect(luminance.prefix(3).map { $0.rounded() } == [0, 127, 255])
    }

    @Test("segments of another number of entries than the descriptor's are refused by tag")
    func refused() {
        #expect(
            DICOMSourceTests.message(Self.file(segments: [0, 1, 0]))
                == "a has SegmentedRedPaletteColorLookupTableData (0028,1221) = segments of 1 "
                + "entries; allowed is segments of 3 entries")
        #expect(
            DICOMSourceTests.message(Self.file(segments: [9, 1, 0]))
                == "a has SegmentedRedPaletteColorLookupTableData (0028,1221) = broken segments; "
                + "allowed is segments of 3 entries")
    }

    private static func file(segments: [UInt16]) -> TinyDICOM {
        var file = TinyDICOM.ultrasound()
        file[0x0028, 0x0004] = .text("PALETTE COLOR")
        file[0x7FE0, 0x0010] = .bytes((0..<12).map { UInt8($0 % 3) })
        for channel: UInt16 in 0..<3 {
            file.insert(.init(0x0028, 0x1101 + channel, "US", .words([3, 0, 16])))
            file.insert(.init(0x0028, 0x1221 + channel, "OW", .words(segments)))
        }
        return file
    }
}
