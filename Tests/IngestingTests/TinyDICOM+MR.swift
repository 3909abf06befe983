extension TinyDICOM {
    /// An MR image of 4 columns × 3 rows, 16 bits, oblique.
    static func magneticResonance() -> TinyDICOM {
        TinyDICOM(
            elements: [
                Element(0x0008, 0x0008, "CS", .text("ORIGINAL\\PRIMARY\\WATER ")),
                Element(0x0008, 0x0016, "UI", .text("1.2.840.10008.5.1.4.1.1.4")),
                Element(0x0008, 0x0018, "UI", .text("1.2.3.5")),
                Element(0x0008, 0x0060, "CS", .text("MR")),
                Element(0x0018, 0x0050, "DS", .text("3.5")),
                Element(0x0018, 0x0081, "DS", .text("80")),
                Element(0x0020, 0x000D, "UI", .text("1.2.3")),
                Element(0x0020, 0x000E, "UI", .text("1.2.3.2")),
                Element(0x0020, 0x0032, "DS", .text("-60\\10.5\\7")),
                Element(0x0020, 0x0037, "DS", .text("1\\0\\0\\0\\0.8\\-0.6")),
                Element(0x0028, 0x0030, "DS", .text("0.5\\0.6")),
            ] + pixels(frames: 1)
        ).sorted
    }

    /// One file of several slices, at the given heights in mm.
    static func enhancedMagneticResonance(heights: [Int]) -> TinyDICOM {
        let shared: [Element] = [
            Element(
                0x0018, 0x9114, "SQ", .items([[Element(0x0018, 0x9082, "FD", .doubles([60]))]])),
            Element(
                0x0020, 0x9116, "SQ",
                .items([[Element(0x0020, 0x0037, "DS", .text("1\\0\\0\\0\\1\\0"))]])),
            Element(
                0x0028, 0x9110, "SQ",
                .items([
                    [
                        Element(0x0018, 0x0050, "DS", .text("3")),
                        Element(0x0028, 0x0030, "DS", .text("0.5\\0.6")),
                    ]
                ])),
        ]
        let frames = heights.map { height in
            [
                Element(
                    0x0020, 0x9113, "SQ",
                    .items([[Element(0x0020, 0x0032, "DS", .text("-60\\0\\\(height)"))]]))
            ]
        }
        return TinyDICOM(
            elements: [
                Element(0x0008, 0x0016, "UI", .text("1.2.840.10008.5.1.4.1.1.4.1")),
                Element(0x0008, 0x0018, "UI", .text("1.2.3.6")),
                Element(0x0008, 0x0060, "CS", .text("MR")),
                Element(0x0020, 0x000D, "UI", .text("1.2.3")),
                Element(0x0020, 0x000E, "UI", .text("1.2.3.2")),
                Element(0x5200, 0x9229, "SQ", .items([shared])),
                Element(0x5200, 0x9230, "SQ", .items(frames)),
            ] + pixels(frames: heights.count)
        ).sorted
    }

    private static func pixels(frames: Int) -> [Element] {
        [
            Element(0x0028, 0x0002, "US", .words([1])),
            Element(0x0028, 0x0004, "CS", .text("MONOCHROME2")),
            Element(0x0028, 0x0008, "IS", .text("\(frames)")),
            Element(0x0028, 0x0010, "US", .words([3])),
            Element(0x0028, 0x0011, "US", .words([4])),
            Element(0x0028, 0x0100, "US", .words([16])),
            Element(0x0028, 0x0101, "US", .words([16])),
            Element(0x0028, 0x0102, "US", .words([15])),
            Element(0x0028, 0x0103, "US", .words([0])),
            Element(0x7FE0, 0x0010, "OW", .words((0..<12 * frames).map { UInt16(100 * $0) })),
        ]
    }

    private var sorted: TinyDICOM {
        var copy = self
        copy.elements.sort { ($0.group, $0.element) < ($1.group, $1.element) }
        return copy
    }
}
