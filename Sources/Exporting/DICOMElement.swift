/// An attribute's tag.
struct DICOMTag: Hashable, Comparable, Sendable {
    let group: UInt16
    let element: UInt16

    init(_ group: UInt16, _ element: UInt16) {
        self.group = group
        self.element = element
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.group, left.element) < (right.group, right.element)
    }
}

/// The value of an attribute, by its representation (PS3.5 §6.2).
enum DICOMValue: Hashable, Sendable {
    /// Character representations; several values are joined by `\`.
    enum TextKind: String, Hashable, Sendable {
        case ageString = "AS"
        case applicationEntity = "AE"
        case codeString = "CS"
        case date = "DA"
        case decimalString = "DS"
        case integerString = "IS"
        case longString = "LO"
        case longText = "LT"
        case personName = "PN"
        case shortString = "SH"
        case shortText = "ST"
        case time = "TM"
        case uniqueIdentifier = "UI"
    }

    case text(TextKind, String)
    case unsignedShort([UInt16])
    case unsignedLong([UInt32])
    case signedLong([Int32])
    case double([Double])
    case tags([DICOMTag])
    case bytes([UInt8])
    /// Encapsulated pixel data: one fragment per frame (PS3.5 §A.4).
    case fragments([[UInt8]])
    case sequence([[DICOMElement]])

    var representation: String {
        switch self {
        case .text(let kind, _): kind.rawValue
        case .unsignedShort: "US"
        case .unsignedLong: "UL"
        case .signedLong: "SL"
        case .double: "FD"
        case .tags: "AT"
        case .bytes, .fragments: "OB"
        case .sequence: "SQ"
        }
    }
}

struct DICOMElement: Hashable, Sendable {
    let tag: DICOMTag
    let value: DICOMValue

    init(_ group: UInt16, _ element: UInt16, _ value: DICOMValue) {
        tag = DICOMTag(group, element)
        self.value = value
    }

    static func text(
        _ group: UInt16, _ element: UInt16, _ kind: DICOMValue.TextKind, _ value: String
    ) -> DICOMElement {
        DICOMElement(group, element, .text(kind, value))
    }
}
