import DICOMFiles
import Foundation
import Ingesting
import Testing

@testable import Exporting

@Suite struct DICOMDataSetTests {
    @Test("short and long values, padding, order of tags")
    func bytes() throws {
        let content = try Self.content([
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 8, [9])),
            .number(0x0028, 0x0010, 258),
            .text(0x0008, 0x0060, "ABC"),
            .text(0x0010, 0x0030, ""),
            DICOMElement(0x0028, 0x0009, .tags([DICOMTag(0x0018, 0x1063)])),
        ])
        let expected: [UInt8] =
            [8, 0, 0x60, 0] + Array("CS".utf8) + [4, 0] + Array("ABC ".utf8)
            + [0x10, 0, 0x30, 0] + Array("DA".utf8) + [0, 0]
            + [0x28, 0, 9, 0] + Array("AT".utf8) + [4, 0, 0x18, 0, 0x63, 0x10]
            + [0x28, 0, 0x10, 0] + Array("US".utf8) + [2, 0, 2, 1]
            + [0xE0, 0x7F, 0x10, 0] + Array("OB".utf8) + [0, 0, 2, 0, 0, 0, 9, 0]
        #expect(content == expected)
    }

    @Test("sequences in sequences, empty ones too")
    func sequences() throws {
        let code = DICOMElement(0x0008, 0x1140, .sequence([[]]))
        let item = [code, DICOMElement(0x0018, 0x602C, .numbers([0.5]))]
        let content = try Self.content([
            DICOMElement(0x0018, 0x6011, .sequence([item])),
            DICOMElement(0x0040, 0x0555, .sequence([])),
        ])
        let inner: [UInt8] =
            [8, 0, 0x40, 0x11] + Array("SQ".utf8) + [0, 0, 8, 0, 0, 0]
            + [0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0]
            + [0x18, 0, 0x2C, 0x60] + Array("FD".utf8) + [8, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
        let expected: [UInt8] =
            [0x18, 0, 0x11, 0x60] + Array("SQ".utf8) + [0, 0, 44, 0, 0, 0]
            + [0xFE, 0xFF, 0, 0xE0, 36, 0, 0, 0] + inner
            + [0x40, 0, 0x55, 5] + Array("SQ".utf8) + [0, 0, 0, 0, 0, 0]
        #expect(content == expected)
    }

    @Test(
        "decimal strings are the nearest of at most 16 characters",
        arguments: [
            (50.0, "50"), (0.1, "0.1"), (100.0 / 3, "33.3333333333333"),
            (-1.0 / 3, "-0.3333333333333"), (1.0 / 3e10, "3.3333333333e-11"), (0.0, "0"),
        ])
    func decimals(value: Double, text: String) throws {
        let content = try Self.content([.number(0x0018, 0x1063, value)])
        let found = String(decoding: content.dropFirst(8), as: UTF8.self)
        #expect(found.trimmingCharacters(in: .whitespaces) == text)
    }

    @Test("16-bit pixels and 1-bit pixels keep their bytes")
    func pixels() throws {
        let words = try Self.content([
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 16, [1, 2, 3, 4]))
        ])
        #expect(words.dropFirst(4).starts(with: Array("OW".utf8)))
        #expect(words.suffix(4) == [1, 2, 3, 4])
        let bits = try Self.content([
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 1, [0xA5, 0x5A]))
        ])
        #expect(bits.dropFirst(4).starts(with: Array("OB".utf8)) && bits.suffix(2) == [0xA5, 0x5A])
    }

    @Test(
        "pixels that are made while they are written are those of the whole",
        arguments: [1, 7, 65_535, 65_536, 3_000_001])
    func streamed(count: Int) throws {
        let whole = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31 >> 3) }
        let set = try DICOMDataSet()
        try set.put(
            PixelStream(byteCount: count) {
                var rest = whole[...]
                return {
                    defer { rest = rest.dropFirst(70_001) }
                    return rest.isEmpty ? nil : Array(rest.prefix(70_001))
                }
            })
        let expected = try Self.content([
            DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 8, whole.even))
        ])
        #expect(try set.content() == expected)
        #expect(try set.content() == expected)
    }

    @Test("pixels that cannot be made are an error, which is kept; so is a reader that has enough")
    func notStreamed() throws {
        struct Broken: Error {}
        let set = try DICOMDataSet()
        try set.put(PixelStream(byteCount: 1 << 20) { { throw Broken() } })
        #expect(throws: DICOMWriteError.self) { try set.content() }
        #expect(set.pixelFailure is Broken)
        let short = try DICOMDataSet()
        try short.put(PixelStream(byteCount: 1 << 20) { { nil } })
        #expect(throws: DICOMWriteError.self) { try short.content() }
        let whole = try DICOMDataSet()
        try whole.put([.text(0x0008, 0x0016, "1.2"), .text(0x0008, 0x0018, "1.2.3")])
        #expect(throws: DICOMWriteError.self) {
            try whole.write(as: .explicitLittleEndian) { _ in false }
        }
    }

    @Test(
        "what the standard does not allow is refused, naming the attribute",
        arguments: [
            (
                DICOMElement.number(0x0028, 0x0010, 70_000),
                "(0028,0010) Rows: a number out of range"
            ),
            (.number(0x0028, 0x0010, 1.5), "(0028,0010) Rows: a number out of range"),
            (
                .number(0x0018, 0x602C, .nan),
                "(0018,602C) PhysicalDeltaX: a number that is not finite"
            ),
            (.number(0x0028, 0x0008, 1e10), "(0028,0008) NumberOfFrames: a number out of range"),
            (.number(0x0008, 0x0060, 1), "(0008,0060) Modality: not an attribute of numbers"),
            (
                .text(0x0008, 0x0060, "lower"),
                "(0008,0060) Modality: Value Representation violated"
            ),
            (
                .text(0x0008, 0x0020, "2026-01-01"),
                "(0008,0020) StudyDate: Value Representation violated"
            ),
            (.text(0x0008, 0x0060, "A\\B"), "(0008,0060) Modality: too few or too many values"),
            (
                DICOMElement(0x0028, 0x0030, .numbers([1])),
                "(0028,0030) PixelSpacing: too few or too many values"
            ),
            (
                .text(0x0018, 0x6011, "A"),
                "(0018,6011) SequenceOfUltrasoundRegions: not an attribute of text"
            ),
            (
                DICOMElement(0x0008, 0x0060, .sequence([[]])),
                "(0008,0060) Modality: not a sequence"
            ),
            (
                DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 16, [1])),
                "(7FE0,0010) PixelData: half a word"
            ),
        ])
    func refusals(element: DICOMElement, detail: String) throws {
        let set = try DICOMDataSet()
        #expect(throws: DICOMWriteError.unusable(detail: detail)) { try set.put([element]) }
    }

    @Test("a file without SOP class or without an image to compress is refused")
    func incomplete() throws {
        let bare = try DICOMDataSet()
        #expect(
            throws: DICOMWriteError.unusable(detail: "no SOP Class UID or no SOP Instance UID")
        ) { try bare.file(as: .explicitLittleEndian) }
        let pixels = try DICOMDataSet()
        try pixels.put([DICOMElement(0x7FE0, 0x0010, .pixels(bitsAllocated: 8, [1, 2]))])
        #expect(throws: DICOMWriteError.self) { try pixels.file(as: .runLength) }
    }

    @Test("every frame is read back as it was", arguments: [false, true], [1, 3])
    func frames(compressed: Bool, count: Int) throws {
        let image = SimulatedImage(
            of: try PhantomWriterTests.phantom(frames: count), calibrated: true,
            compressed: compressed)
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(image.encoded()).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let read = try StoredPixels(path: file.path)
        #expect(read.numberOfFrames == count)
        for (index, frame) in image.frames.enumerated() {
            #expect(try read.frame(index + 1).bytes == frame.samples)
        }
    }

    @Test("a UID is the decimal of a version 8 UUID")
    func identifier() throws {
        let text = UniqueIdentifier.derived(from: "nerve-measure").text
        let value = try #require(UInt128(text.dropFirst(5)))
        #expect(text.hasPrefix("2.25.") && text.count <= 44)
        #expect((value >> 76) & 0xF == 8)
        #expect((value >> 62) & 3 == 2)
        #expect(text != UniqueIdentifier.derived(from: "nerve-measur").text)
    }

    private static func content(_ elements: [DICOMElement]) throws -> [UInt8] {
        let set = try DICOMDataSet()
        try set.put(elements)
        return try set.content()
    }
}
