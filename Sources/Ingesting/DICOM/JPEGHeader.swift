/// The few markers of a JPEG codestream that decide how DICOM's frame is decoded.
struct JPEGHeader: Hashable {
    /// The number of the start-of-frame marker: 0 baseline, 1 extended, 2 progressive, 3 lossless.
    let process: Int
    let precision: Int
    let components: [UInt8]
    let hasJFIF: Bool

    /// `nil` when there is no start of frame.
    init?(_ bytes: [UInt8]) {
        var position = 2
        var hasJFIF = false
        while position + 4 <= bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            if marker == 0xFF {
                position += 1
                continue
            }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            let body = bytes[
                min(
                    position + 4, bytes.count)..<max(
                        min(position + 4, bytes.count), min(position + 2 + length, bytes.count))]
            if marker == 0xE0, body.starts(with: Array("JFIF".utf8)) { hasJFIF = true }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                let frame = Array(body)
                guard frame.count >= 6, frame.count >= 6 + 3 * Int(frame[5]) else { return nil }
                process = Int(marker) - 0xC0
                precision = Int(frame[0])
                components = (0..<Int(frame[5])).map { frame[6 + 3 * $0] }
                self.hasJFIF = hasJFIF
                return
            }
            guard length >= 2, marker != 0xDA else { return nil }
            position += 2 + length
        }
        return nil
    }

    /// Huffman-coded, sequential or progressive, 8 bits: what ImageCodecs decodes.
    var isEightBitLossy: Bool { process <= 2 && precision == 8 }

    /// Component identifiers that spell the colours.
    var saysRGB: Bool {
        components == Array("RGB".utf8) || components == Array("rgb".utf8)
    }
}
