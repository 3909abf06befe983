/// An attribute's tag.
package struct DICOMTag: Hashable, Sendable {
    package let group: UInt16
    package let element: UInt16

    package init(_ group: UInt16, _ element: UInt16) {
        self.group = group
        self.element = element
    }
}

/// An attribute and its value; the value representation is the data dictionary's.
package struct DICOMElement: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
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

    package let tag: DICOMTag
    package let value: Value

    package init(_ group: UInt16, _ element: UInt16, _ value: Value) {
        tag = DICOMTag(group, element)
        self.value = value
    }

    package static func text(_ group: UInt16, _ element: UInt16, _ value: String) -> DICOMElement {
        DICOMElement(group, element, .text(value))
    }

    package static func number(_ group: UInt16, _ element: UInt16, _ value: Double) -> DICOMElement
    {
        DICOMElement(group, element, .numbers([value]))
    }

    package static func number(_ group: UInt16, _ element: UInt16, _ value: Int) -> DICOMElement {
        .number(group, element, Double(value))
    }
}
