/// Writes DICOM files without a library: Explicit VR Little Endian, elements in the order given.
struct TinyDICOM: Sendable {
    enum Value: Sendable {
        case text(String)
        case words([UInt16])
        case longs([UInt32])
        case doubles([Double])
        case bytes([UInt8])
        case items([[Element]])
        /// Encapsulated pixel data: the offset table, then the fragments.
        case fragments([[UInt8]])
    }

    struct Element: Sendable {
        var group: UInt16
        var element: UInt16
        var representation: String
        var value: Value

        init(_ group: UInt16, _ element: UInt16, _ representation: String, _ value: Value) {
            self.group = group
            self.element = element
            self.representation = representation
            self.value = value
        }
    }

    var transferSyntax = "1.2.840.10008.1.2.1"
    var elements: [Element]

    var bytes: [UInt8] {
        let syntax = Self.encode(Element(2, 0x10, "UI", .text(transferSyntax)))
        let length = Self.encode(Element(2, 0, "UL", .longs([UInt32(syntax.count)])))
        let start = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        return start + length + syntax + elements.flatMap(Self.encode)
    }

    subscript(group: UInt16, element: UInt16) -> Value? {
        get { elements.first { $0.group == group && $0.element == element }?.value }
        set {
            guard
                let index = elements.firstIndex(where: {
                    $0.group == group && $0.element == element
                })
            else { return }
            if let newValue { elements[index].value = newValue } else { elements.remove(at: index) }
        }
    }

    mutating func insert(_ element: Element) {
        let key = UInt32(element.group) << 16 | UInt32(element.element)
        let index = elements.firstIndex { UInt32($0.group) << 16 | UInt32($0.element) > key }
        elements.insert(element, at: index ?? elements.count)
    }

    private static func encode(_ element: Element) -> [UInt8] {
        let tag = little(element.group) + little(element.element)
        let head = tag + Array(element.representation.utf8)
        switch element.value {
        case .items(let items):
            let body = items.flatMap { item in
                let content = item.flatMap(encode)
                return [0xFE, 0xFF, 0x00, 0xE0] + little(UInt32(content.count)) + content
            }
            return head + [0, 0] + little(UInt32(body.count)) + body
        case .fragments(let fragments):
            let body = fragments.flatMap { fragment in
                let padded = fragment.count % 2 == 0 ? fragment : fragment + [0]
                return [0xFE, 0xFF, 0x00, 0xE0] + little(UInt32(padded.count)) + padded
            }
            return head + [0, 0, 0xFF, 0xFF, 0xFF, 0xFF] + body
                + [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]
        default:
            let body = payload(element.value)
            let isLong = ["OB", "OW", "UN", "SQ"].contains(element.representation)
            let length =
                isLong ? [0, 0] + little(UInt32(body.count)) : little(UInt16(body.count))
            return head + length + body
        }
    }

    private static func payload(_ value: Value) -> [UInt8] {
        var bytes: [UInt8]
        switch value {
        case .text(let text): bytes = Array(text.utf8)
        case .words(let words): bytes = words.flatMap(little)
        case .longs(let longs): bytes = longs.flatMap(little)
        case .doubles(let doubles): bytes = doubles.flatMap { little($0.bitPattern) }
        case .bytes(let raw): bytes = raw
        case .items, .fragments: bytes = []
        }
        if bytes.count % 2 == 1 { bytes.append(0) }
        return bytes
    }

    static func little<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
        (0..<Integer.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Integer(8 * $0)) }
    }
}

extension TinyDICOM {
    /// An ultrasound image of 4 columns × 3 rows, 8 bits, whose samples count up by 10, frame after
    /// frame.
    static func ultrasound(frames: Int = 1) -> TinyDICOM {
        TinyDICOM(elements: [
            Element(0x0008, 0x0016, "UI", .text("1.2.840.10008.5.1.4.1.1.3.1")),
            Element(0x0008, 0x0018, "UI", .text("1.2.3.4")),
            Element(0x0008, 0x0060, "CS", .text("US")),
            Element(0x0008, 0x0070, "LO", .text("Maker ")),
            Element(0x0018, 0x1063, "DS", .text("40.5")),
            Element(0x0018, 0x6011, "SQ", .items([region])),
            Element(0x0020, 0x000D, "UI", .text("1.2.3")),
            Element(0x0020, 0x000E, "UI", .text("1.2.3.1")),
            Element(0x0020, 0x0013, "IS", .text("7")),
            Element(0x0020, 0x0060, "CS", .text("L")),
            Element(0x0028, 0x0002, "US", .words([1])),
            Element(0x0028, 0x0004, "CS", .text("MONOCHROME2")),
            Element(0x0028, 0x0008, "IS", .text("\(frames)")),
            Element(0x0028, 0x0010, "US", .words([3])),
            Element(0x0028, 0x0011, "US", .words([4])),
            Element(0x0028, 0x0100, "US", .words([8])),
            Element(0x0028, 0x0101, "US", .words([8])),
            Element(0x0028, 0x0102, "US", .words([7])),
            Element(0x0028, 0x0103, "US", .words([0])),
            Element(
                0x7FE0, 0x0010, "OB",
                .bytes((0..<12 * frames).map { UInt8(truncatingIfNeeded: 10 * $0) })),
        ])
    }

    static let region: [Element] = [
        Element(0x0018, 0x6012, "US", .words([1])), Element(0x0018, 0x6014, "US", .words([1])),
        Element(0x0018, 0x6018, "UL", .longs([0])), Element(0x0018, 0x601A, "UL", .longs([1])),
        Element(0x0018, 0x601C, "UL", .longs([3])), Element(0x0018, 0x601E, "UL", .longs([2])),
        Element(0x0018, 0x6024, "US", .words([3])), Element(0x0018, 0x6026, "US", .words([3])),
        Element(0x0018, 0x602C, "FD", .doubles([0.0125])),
        Element(0x0018, 0x602E, "FD", .doubles([-0.02])),
        Element(0x0018, 0x6030, "UL", .longs([12_000])),
    ]
}
