/// Which fragments of encapsulated pixel data belong to which frame (PS3.5 §A.4).
struct FragmentMap: Hashable {
    private let ranges: [Range<Int>]

    /// - Parameters:
    ///   - offsets: of the Basic Offset Table, from the first byte of the first item; may be empty.
    ///   - lengths: of the fragments, in bytes.
    ///   - startsFrame: whether a fragment begins like a codestream; asked only when the table is
    ///     empty and frames have several fragments.
    /// - Returns: `nil` when the fragments cannot be told apart.
    init?(
        frames: Int, offsets: [Int], lengths: [Int], startsFrame: (Int) -> Bool
    ) {
        guard frames > 0, lengths.count >= frames else { return nil }
        if frames == 1 {
            ranges = [0..<lengths.count]
        } else if lengths.count == frames {
            ranges = (0..<frames).map { $0..<$0 + 1 }
        } else {
            let starts =
                offsets.count == frames
                ? Self.starts(offsets: offsets, lengths: lengths)
                : (0..<lengths.count).filter(startsFrame)
            guard let starts, starts.count == frames, starts.first == 0 else { return nil }
            let ends = starts.dropFirst() + [lengths.count]
            guard zip(starts, ends).allSatisfy({ $0 < $1 }) else { return nil }
            ranges = zip(starts, ends).map { $0..<$1 }
        }
    }

    /// `frame` counts from 0.
    func fragments(of frame: Int) -> Range<Int> { ranges[frame] }

    private static func starts(offsets: [Int], lengths: [Int]) -> [Int]? {
        var position = 0
        var indexAt: [Int: Int] = [:]
        for (index, length) in lengths.enumerated() {
            indexAt[position] = index
            position += 8 + length
        }
        let starts = offsets.compactMap { indexAt[$0] }
        return starts.count == offsets.count ? starts : nil
    }
}
