/// Writes data sets in explicit VR little endian (PS3.5 §7.1.2) with lengths, so that the same
/// elements give the same bytes.
struct DICOMEncoder {
    private(set) var bytes: [UInt8] = []

    /// The elements in ascending order of their tags, as the standard demands.
    static func encode(_ elements: [DICOMElement]) -> [UInt8] {
        var encoder = DICOMEncoder()
        for element in elements.sorted(by: { $0.tag < $1.tag }) { encoder.append(element) }
        return encoder.bytes
    }

    private mutating func append(_ element: DICOMElement) {
        append(element.tag)
        bytes += Array(element.value.representation.utf8)
        if case .fragments(let fragments) = element.value {
            append(fragments)
            return
        }
        let value = Self.content(of: element.value)
        switch element.value {
        case .bytes, .sequence:
            bytes += [0, 0]
            append(UInt32(value.count))
        default:
            precondition(value.count < 0xFFFF, "a short value is under 64 KiB")
            append(UInt16(value.count))
        }
        bytes += value
    }

    /// Value bytes, padded to an even count.
    private static func content(of value: DICOMValue) -> [UInt8] {
        var encoder = DICOMEncoder()
        var padding: UInt8 = 0
        switch value {
        case .text(let kind, let text):
            encoder.bytes = Array(text.utf8)
            padding = kind == .uniqueIdentifier ? 0 : 0x20
        case .unsignedShort(let values): values.forEach { encoder.append($0) }
        case .unsignedLong(let values): values.forEach { encoder.append($0) }
        case .signedLong(let values): values.forEach { encoder.append(UInt32(bitPattern: $0)) }
        case .double(let values): values.forEach { encoder.append($0.bitPattern) }
        case .tags(let values): values.forEach { encoder.append($0) }
        case .bytes(let values): encoder.bytes = values
        case .fragments: break
        case .sequence(let items):
            for item in items {
                let content = encode(item)
                encoder.append(DICOMTag(0xFFFE, 0xE000))
                encoder.append(UInt32(content.count))
                encoder.bytes += content
            }
        }
        if encoder.bytes.count % 2 == 1 { encoder.bytes.append(padding) }
        return encoder.bytes
    }

    /// Undefined length, a basic offset table, one item per frame, the delimiter.
    private mutating func append(_ fragments: [[UInt8]]) {
        bytes += [0, 0]
        append(UInt32.max)
        append(DICOMTag(0xFFFE, 0xE000))
        append(UInt32(fragments.count * 4))
        var offset: UInt32 = 0
        for fragment in fragments {
            append(offset)
            offset += UInt32(8 + fragment.count + fragment.count % 2)
        }
        for fragment in fragments {
            append(DICOMTag(0xFFFE, 0xE000))
            append(UInt32(fragment.count + fragment.count % 2))
            bytes += fragment
            if fragment.count % 2 == 1 { bytes.append(0) }
        }
        append(DICOMTag(0xFFFE, 0xE0DD))
        append(UInt32(0))
    }

    private mutating func append(_ tag: DICOMTag) {
        append(tag.group)
        append(tag.element)
    }

    private mutating func append<Number: FixedWidthInteger>(_ value: Number) {
        var rest = value
        for _ in 0..<Number.bitWidth / 8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
