import Foundation
import Phantoms
import Testing

@testable import Exporting

@Suite struct DICOMEncoderTests {
    @Test("short and long values, padding, order of tags")
    func bytes() {
        let encoded = DICOMEncoder.encode([
            DICOMElement(0x0028, 0x0010, .unsignedShort([258])),
            .text(0x0008, 0x0060, .codeString, "ABC"),
            DICOMElement(0x7FE0, 0x0010, .bytes([9])),
        ])
        let expected: [UInt8] =
            [8, 0, 0x60, 0] + Array("CS".utf8) + [4, 0] + Array("ABC ".utf8)
            + [0x28, 0, 0x10, 0] + Array("US".utf8) + [2, 0, 2, 1]
            + [0xE0, 0x7F, 0x10, 0] + Array("OB".utf8) + [0, 0, 2, 0, 0, 0, 9, 0]
        #expect(encoded == expected)
    }

    @Test("a sequence with its items")
    func sequence() {
        let item = [DICOMElement(0x0018, 0x602C, .double([0.5]))]
        let encoded = DICOMEncoder.encode([DICOMElement(0x0018, 0x6011, .sequence([item]))])
        let inner: [UInt8] =
            [0x18, 0, 0x2C, 0x60] + Array("FD".utf8) + [8, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
        let expected: [UInt8] =
            [0x18, 0, 0x11, 0x60] + Array("SQ".utf8) + [0, 0, 24, 0, 0, 0]
            + [0xFE, 0xFF, 0, 0xE0, 16, 0, 0, 0] + inner
        #expect(encoded == expected)
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

    @Test(
        "run lengths come back",
        arguments: [
            [7], [7, 7], [7, 7, 7], [1, 2, 3], [1, 2, 2, 2, 3, 3, 4],
            [UInt8](repeating: 0, count: 300), (0..<300).map { UInt8($0 % 251) },
        ] as [[UInt8]])
    func runLength(samples: [UInt8]) {
        for columns in [1, 5, samples.count] {
            let packed = RunLength.encode(samples, columns: columns)
            #expect(Array(packed.prefix(8)) == [1, 0, 0, 0, 64, 0, 0, 0])
            #expect(unpack(packed.dropFirst(64)) == samples)
        }
    }

    private func unpack(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let control = Int(bytes[index])
            if control < 128 {
                result += bytes[(index + 1)...(index + 1 + control)]
                index += control + 2
            } else {
                result += [UInt8](repeating: bytes[index + 1], count: 257 - control)
                index += 2
            }
        }
        return result
    }
}
