import DICOMFiles

/// A coded concept (PS3.3 §8): value, scheme and meaning.
package struct Code: Hashable, Sendable {
    let value: String
    let scheme: String
    let meaning: String

    init(_ value: String, _ scheme: String, _ meaning: String) {
        self.value = value
        self.scheme = scheme
        self.meaning = meaning
    }

    /// The attributes of an item of a code sequence; a private scheme names itself.
    var item: [DICOMElement] {
        [
            .text(0x0008, 0x0100, value), .text(0x0008, 0x0102, scheme),
            .text(0x0008, 0x0104, meaning),
        ]
    }

    func sequence(_ group: UInt16, _ element: UInt16) -> DICOMElement {
        DICOMElement(group, element, .sequence([item]))
    }
}
