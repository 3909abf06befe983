/// Expands Segmented Palette Color Lookup Table Data (PS3.3 §C.7.9.2).
///
/// Values are of as many bits as the entries: operation, length, then what the operation needs.
/// 0 discrete: `length` entries. 1 linear: a straight line of `length` entries from the last one to
/// the value given. 2 indirect: `length` segments once more, from a byte offset.
struct PaletteSegments {
    private let values: [UInt16]
    private let bytesPerValue: Int
    private let maximum: Int
    private var entries: [UInt16] = []

    /// - Parameters:
    ///   - words: the data in words; entries of 8 bits lie two in a word, the first in its low byte.
    ///   - maximum: more entries than this are an error.
    /// - Returns: `nil` for data that break the rules.
    static func entries(of words: [UInt16], bits: Int, maximum: Int) -> [UInt16]? {
        let values = bits == 8 ? words.flatMap { [$0 & 255, $0 >> 8] } : words
        var table = PaletteSegments(
            values: values, bytesPerValue: bits == 8 ? 1 : 2, maximum: maximum)
        return table.expand(from: 0, segments: .max, mayRepeat: true) ? table.entries : nil
    }

    private init(values: [UInt16], bytesPerValue: Int, maximum: Int) {
        self.values = values
        self.bytesPerValue = bytesPerValue
        self.maximum = maximum
    }

    /// A single value at the end is padding.
    private mutating func expand(from start: Int, segments: Int, mayRepeat: Bool) -> Bool {
        var position = start
        var count = 0
        while count < segments, position + 1 < values.count, entries.count < maximum {
            let length = Int(values[position + 1])
            guard length > 0 else { return false }
            let used: Int?
            switch values[position] {
            case 0: used = discrete(position + 2, length)
            case 1: used = linear(position + 2, length)
            // An indirect segment leads to no other one.
            case 2 where mayRepeat: used = indirect(position + 2, segments: length)
            default: used = nil
            }
            guard let used, entries.count <= maximum else { return false }
            position += 2 + used
            count += 1
        }
        return segments == .max || count == segments
    }

    /// The number of values used, as of the other operations.
    private mutating func discrete(_ start: Int, _ length: Int) -> Int? {
        guard start + length <= values.count else { return nil }
        entries += values[start..<start + length]
        return length
    }

    private mutating func linear(_ start: Int, _ length: Int) -> Int? {
        guard start < values.count, let last = entries.last else { return nil }
        let from = Double(last)
        let step = (Double(values[start]) - from) / Double(length)
        for index in 0..<length {
            entries.append(UInt16((from + step * Double(index + 1)).rounded(.toNearestOrEven)))
        }
        return 1
    }

    /// The offset counts bytes: two values, the low one first, or four.
    private mutating func indirect(_ start: Int, segments: Int) -> Int? {
        let used = 4 / bytesPerValue
        guard start + used <= values.count, !entries.isEmpty else { return nil }
        let offset = (0..<used).reduce(0) {
            $0 | Int(values[start + $1]) << (8 * bytesPerValue * $1)
        }
        guard offset % bytesPerValue == 0, offset / bytesPerValue < values.count,
            expand(from: offset / bytesPerValue, segments: segments, mayRepeat: false)
        else { return nil }
        return used
    }
}
