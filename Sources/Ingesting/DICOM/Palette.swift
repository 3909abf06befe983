import DICOMFiles

/// Palette Color Lookup Tables, whole (PS3.3 §C.7.9.1) or in segments (§C.7.9.2).
enum Palette {
    /// The luminance 0…255 of every stored value, from 0 up to the greatest the bits can hold.
    static func luminances(_ item: DICOMFile.Item, bits: Int) throws(DICOMProblem) -> [Float] {
        let red = try table(item, 0)
        let green = try table(item, 1)
        let blue = try table(item, 2)
        guard bits <= 16 else {
            throw .invalidAttribute(
                .bitsStored, found: "\(bits)", allowed: "1…16 with PALETTE COLOR")
        }
        return (0..<1 << bits).map { stored in
            let sum =
                299 * red.value(stored) + 587 * green.value(stored) + 114 * blue.value(stored)
            return Float(sum / 1000)
        }
    }

    private struct Table {
        let first: Int
        /// 0…255.
        let entries: [Double]

        /// Values before the first and after the last entry take theirs.
        func value(_ stored: Int) -> Double {
            entries[min(max(stored - first, 0), entries.count - 1)]
        }
    }

    private static func table(
        _ item: DICOMFile.Item, _ channel: Int
    ) throws(DICOMProblem) -> Table {
        let attribute = DICOMAttribute.paletteDescriptors[channel]
        let descriptor = item.words(attribute, limit: 3)
        guard descriptor.count == 3 else { throw .missingAttribute(attribute) }
        let count = descriptor[0] == 0 ? 65536 : Int(descriptor[0])
        guard descriptor[2] == 8 || descriptor[2] == 16 else {
            throw .invalidAttribute(
                attribute, found: "\(descriptor[2]) bits per entry", allowed: "8 or 16")
        }
        let bits = Int(descriptor[2])
        let words = try words(item, channel, count: count, bits: bits)
        let isPacked = bits == 8 && words.count < count
        let full = bits == 8 ? 255.0 : 65535.0
        let entries = (0..<count).map { index in
            guard isPacked else { return min(Double(words[index]), full) * 255 / full }
            return Double(words[index / 2] >> UInt16(8 * (index % 2)) & 255)
        }
        return Table(first: Int(descriptor[1]), entries: entries)
    }

    /// Enough words for `count` entries: one each, or two in one.
    private static func words(
        _ item: DICOMFile.Item, _ channel: Int, count: Int, bits: Int
    ) throws(DICOMProblem) -> [UInt16] {
        let data = DICOMAttribute.paletteData[channel]
        let words = item.words(data, limit: count)
        guard words.isEmpty else {
            guard words.count * (bits == 8 ? 2 : 1) >= count else {
                throw .invalidAttribute(
                    data, found: "\(words.count) words", allowed: "\(count) entries")
            }
            return words
        }
        let segmented = DICOMAttribute.segmentedPaletteData[channel]
        // The dearest segment holds one entry in three values.
        let segments = item.words(segmented, limit: 3 * 65536)
        guard !segments.isEmpty else { throw .missingAttribute(data) }
        let entries = PaletteSegments.entries(of: segments, bits: bits, maximum: count)
        guard let entries, entries.count == count else {
            let found = entries.map { "segments of \($0.count) entries" } ?? "broken segments"
            throw .invalidAttribute(
                segmented, found: found, allowed: "segments of \(count) entries")
        }
        return entries
    }
}
