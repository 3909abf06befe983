/// DICOM's RLE of one frame of 8-bit grey (PS3.5 §G): a header and one PackBits segment whose rows
/// are packed one by one.
enum RunLength {
    static func encode(_ samples: [UInt8], columns: Int) -> [UInt8] {
        var result: [UInt8] = [1, 0, 0, 0, 64, 0, 0, 0]
        result += [UInt8](repeating: 0, count: 56)
        for start in stride(from: 0, to: samples.count, by: columns) {
            pack(samples[start..<min(start + columns, samples.count)], into: &result)
        }
        return result
    }

    private static func pack(_ row: ArraySlice<UInt8>, into result: inout [UInt8]) {
        var index = row.startIndex
        while index < row.endIndex {
            let run = runLength(in: row, at: index)
            if run >= 3 {
                result += [UInt8(257 - run), row[index]]
                index += run
                continue
            }
            var end = index
            while end < row.endIndex, end - index < 128, runLength(in: row, at: end) < 3 {
                end += 1
            }
            result.append(UInt8(end - index - 1))
            result += row[index..<end]
            index = end
        }
    }

    /// Equal samples from `index` on, at most 128.
    private static func runLength(in row: ArraySlice<UInt8>, at index: Int) -> Int {
        var end = index + 1
        while end < row.endIndex, end - index < 128, row[end] == row[index] { end += 1 }
        return end - index
    }
}
