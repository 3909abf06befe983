/// Side of the body, as in DICOM Laterality (0020,0060).
package enum Laterality: String, Hashable, Sendable, CaseIterable {
    case left
    case right

    package var other: Laterality { self == .left ? .right : .left }
}
