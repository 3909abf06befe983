import Foundation
import ImageCodecs
import Testing

/// Fixtures written with Pillow: constant colour, quality 100.
@Suite struct JPEGImageTests {
    @Test("a grey baseline JPEG keeps its value")
    func grey() throws {
        let image = try JPEGImage.decode(Self.grey)
        #expect(image.picture.size.columns == 9 && image.picture.size.rows == 5)
        #expect(image.picture.samples == .eight([UInt8](repeating: 100, count: 45)))
    }

    @Test("a progressive colour JPEG of 200, 100, 50 has the luminance of that colour")
    func progressive() throws {
        let image = try JPEGImage.decode(Self.progressive)
        #expect(image.picture.channels == .rgb)
        for value in image.luminance.samples { #expect(abs(value - 124.2) < 1.5) }
        // As coded: Y first, the same luminance.
        let coded = try JPEGImage.decode(Self.progressive, colours: .asCoded)
        guard case .eight(let samples) = coded.picture.samples else { return }
        #expect(abs(Int(samples[0]) - 124) <= 1 && samples[1] < 100 && samples[2] > 160)
    }

    @Test("what a measuring program must not guess at is refused by name")
    func refusals() {
        #expect(message(Self.cmyk).contains("4 components (CMYK or other); 1 (grey) and 3 are"))
        // The start-of-frame marker FF C0 becomes FF C9 (arithmetic), FF C3 (lossless); its
        // precision becomes 12.
        #expect(message(patched(0xC9)).contains("arithmetic coding; Huffman coding is read"))
        #expect(message(patched(0xC3)).contains("is a JPEG of a kind that is not read"))
        #expect(message(patched(0xC0, precision: 12)).contains("of a kind that is not read"))
        #expect(message([]).contains("does not start like a JPEG"))
    }

    @Test("every truncation is refused, flipped bytes never crash")
    func broken() {
        for bytes in [Self.grey, Self.progressive] {
            for length in 0..<bytes.count - 2 {
                #expect(throws: CodecError.self) {
                    try JPEGImage.decode(Array(bytes.prefix(length)))
                }
            }
            var random = SplitMix(state: UInt64(bytes.count))
            for _ in 0..<300 {
                var mutated = bytes
                for _ in 0...random.next(below: 3) {
                    mutated[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
                }
                _ = try? JPEGImage.decode(mutated)
            }
        }
    }

    @Test("a header of many pixels and few bytes is refused before memory is taken")
    func bomb() {
        var bytes = Self.grey
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: [0xFF, 0xC0]) })
        else { return }
        bytes.replaceSubrange(start + 5...start + 8, with: [0xFF, 0xD0, 0xFF, 0xD0])
        let large = DecodingLimits(maximumPixels: .max)
        #expect(throws: CodecError.self) { try JPEGImage.decode(bytes) }
        #expect(message(bytes).contains("65488 × 65488 pixels; at most 8388608"))
        #expect(throws: CodecError.self) { try JPEGImage.decode(bytes, limits: large) }
    }

    private func message(_ bytes: [UInt8]) -> String {
        do throws(CodecError) {
            _ = try JPEGImage.decode(bytes)
            return "accepted"
        } catch {
            return error.message
        }
    }

    private func patched(_ marker: UInt8, precision: UInt8 = 8) -> [UInt8] {
        var bytes = Self.grey
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: [0xFF, 0xC0]) })
        else { return [] }
        bytes[start + 1] = marker
        bytes[start + 4] = precision
        return bytes
    }

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64) ?? Data())
    }

    static let grey = bytes(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
            + "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAAFAAkBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAj/xAAU"
            + "EAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AIfH/9k=")

    static let progressive = bytes(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
            + "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/2wBDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
            + "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wgARCAAGAAoDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAA"
            + "AAAAAAAAAAX/xAAUAQEAAAAAAAAAAAAAAAAAAAAI/9oADAMBAAIQAxAAAAGeCu2P/8QAFBABAAAAAAAAAAAA"
            + "AAAAAAAAEP/aAAgBAQABBQI//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPwF//8QAFBEBAAAAAAAA"
            + "AAAAAAAAAAAAAP/aAAgBAgEBPwF//8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQAGPwI//8QAFBABAAAA"
            + "AAAAAAAAAAAAAAAAEP/aAAgBAQABPyE//9oADAMBAAIAAwAAABAD/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/a"
            + "AAgBAwEBPxB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxB//8QAFBABAAAAAAAAAAAAAAAAAAAA"
            + "EP/aAAgBAQABPxA//9k=")

    static let cmyk = bytes(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3"
            + "OFBtUVdfYmdoZz5NcXlwZHhcZWdj/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAAAAAAAAAAAAAAAAAA"
            + "AAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AH5+fHz/2Q==")
}
