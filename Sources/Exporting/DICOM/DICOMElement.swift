/// An attribute's tag.
struct DICOMTag: Hashable, Sendable {
    let group: UInt16
    let element: UInt16

    init(_ group: UInt16, _ element: UInt16) {
        self.group = group
        self.element = element
    }
}

/// An attribute and its value; the value representation is the data dictionary's.
struct DICOMElement: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        /// Several values are parted by `\`; empty text is an empty attribute.
        case text(String)
        /// Of a binary or a decimal representation.
        case numbers([Double])
        case tags([DICOMTag])
        case bytes([UInt8])
        /// Native pixel data of all frames; 16-bit words in host order.
        case pixels(bitsAllocated: Int, [UInt8])
        /// A sequence of items.
        case sequence([[DICOMElement]])
    }

    let tag: DICOMTag
    let value: Value

    init(_ group: UInt16, _ element: UInt16, _ value: Value) {
        tag = DICOMTag(group, element)
        self.value = value
    }

    static func text(_ group: UInt16, _ element: UInt16, _ value: String) -> DICOMElement {
        DICOMElement(group, element, .text(value))
    }

    static func number(_ group: UInt16, _ element: UInt16, _ value: Double) -> DICOMElement {
        DICOMElement(group, element, .numbers([value]))
    }

    static func number(_ group: UInt16, _ element: UInt16, _ value: Int) -> DICOMElement {
        .number(group, element, Double(value))
    }
}
