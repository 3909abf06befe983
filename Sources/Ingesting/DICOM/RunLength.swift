/// RLE Lossless (PS3.5 annex G).
enum RunLength {
    /// Decodes a frame into interleaved samples, little-endian bytes.
    /// - Returns: `nil` when the segments are not those of such a frame or end too early.
    static func decode(
        _ bytes: [UInt8], pixels: Int, samplesPerPixel: Int, bytesPerSample: Int
    ) -> [UInt8]? {
        let segments = samplesPerPixel * bytesPerSample
        guard let offsets = offsets(in: bytes), offsets.count == segments else { return nil }
        var result = [UInt8](repeating: 0, count: pixels * segments)
        for (index, offset) in offsets.enumerated() {
            let end = index + 1 < segments ? offsets[index + 1] : bytes.count
            guard offset >= 64, offset <= end, end <= bytes.count else { return nil }
            // Segments hold one byte of every sample, the most significant first.
            let sample = index / bytesPerSample
            let byte = bytesPerSample - 1 - index % bytesPerSample
            let isFilled = unpack(
                bytes[offset..<end], into: &result, from: sample * bytesPerSample + byte,
                step: segments, count: pixels)
            guard isFilled else { return nil }
        }
        return result
    }

    private static func offsets(in bytes: [UInt8]) -> [Int]? {
        guard bytes.count >= 64 else { return nil }
        func word(_ index: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(bytes[4 * index + $1]) << (8 * $1) }
        }
        let count = word(0)
        guard (1...15).contains(count) else { return nil }
        return (1...count).map(word)
    }

    private static func unpack(
        _ packed: ArraySlice<UInt8>, into result: inout [UInt8], from first: Int, step: Int,
        count: Int
    ) -> Bool {
        var input = packed.startIndex
        var output = first
        let end = first + step * count
        while output < end, input < packed.endIndex {
            let head = Int(Int8(bitPattern: packed[input]))
            input += 1
            if head >= 0 {
                let literal = min(head + 1, (end - output) / step)
                guard input + literal <= packed.endIndex else { return false }
                for offset in 0..<literal {
                    result[output + offset * step] = packed[input + offset]
                }
                output += literal * step
                input += head + 1
            } else if head != -128 {
                guard input < packed.endIndex else { return false }
                let run = min(1 - head, (end - output) / step)
                for offset in 0..<run { result[output + offset * step] = packed[input] }
                output += run * step
                input += 1
            }
        }
        return output == end
    }
}
