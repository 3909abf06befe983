/// Writes PNGs of any bit depth, palette and interlacing without a library: stored deflate blocks,
/// no filter. The tests' own judge of the decoder.
struct TinyPNG {
    var columns: Int
    var rows: Int
    /// 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.
    var colourType: UInt8
    var bits: Int
    var interlaced = false
    /// Chunks between IHDR and IDAT: name and payload.
    var extraChunks: [(name: String, payload: [UInt8])] = []
    /// The sample of `channel` at a pixel.
    var sample: (_ column: Int, _ row: Int, _ channel: Int) -> Int

    private var channels: Int { [1, 0, 3, 1, 2, 0, 4][Int(colourType)] }

    var bytes: [UInt8] {
        var result: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header =
            bigEndian(columns) + bigEndian(rows)
            + [UInt8(bits), colourType, 0, 0, interlaced ? 1 : 0]
        result += chunk("IHDR", header)
        for extra in extraChunks { result += chunk(extra.name, extra.payload) }
        result += chunk("IDAT", zlibStored(scanlines))
        return result + chunk("IEND", [])
    }

    private var scanlines: [UInt8] {
        guard interlaced else { return pass(column: 0, row: 0, columnStep: 1, rowStep: 1) }
        let adam7 = [
            (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
            (0, 1, 1, 2),
        ]
        return adam7.flatMap { pass(column: $0.0, row: $0.1, columnStep: $0.2, rowStep: $0.3) }
    }

    private func pass(column: Int, row: Int, columnStep: Int, rowStep: Int) -> [UInt8] {
        var result: [UInt8] = []
        guard column < columns else { return [] }
        for y in stride(from: row, to: rows, by: rowStep) {
            var packer = BitPacker()
            for x in stride(from: column, to: columns, by: columnStep) {
                for channel in 0..<channels { packer.append(sample(x, y, channel), bits: bits) }
            }
            result += [0] + packer.bytes
        }
        return result
    }
}

private struct BitPacker {
    var bytes: [UInt8] = []
    private var used = 8

    mutating func append(_ value: Int, bits: Int) {
        for bit in stride(from: bits - 1, through: 0, by: -1) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(7 - used) }
            used += 1
        }
    }
}

func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + payload
    return bigEndian(payload.count) + body + bigEndian(Int(crc32(body)))
}

func zlibStored(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
        let end = min(start + 65535, data.count)
        let length = UInt16(end - start)
        result.append(end == data.count ? 1 : 0)
        for value in [length, ~length] { result += [UInt8(value & 255), UInt8(value >> 8)] }
        result += data[start..<end]
        start = end
    } while start < data.count
    var a = 1
    var b = 0
    for byte in data {
        a = (a + Int(byte)) % 65521
        b = (b + a) % 65521
    }
    return result + bigEndian(b << 16 | a)
}

func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
}
