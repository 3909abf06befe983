/// A length in millimetres.
package struct Millimetres: Hashable, Comparable, Sendable {
    package let value: Double

    package init(_ value: Double) { self.value = value }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// An area in square millimetres.
package struct SquareMillimetres: Hashable, Comparable, Sendable {
    package let value: Double

    package init(_ value: Double) { self.value = value }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
