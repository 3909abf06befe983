/// A position in the body, in millimetres: `lateral` from the middle of the probe towards higher
/// columns, `depth` downwards from the middle of the probe's face.
package struct TissuePoint: Hashable, Sendable {
    package var lateral: Double
    package var depth: Double

    package init(lateral: Double, depth: Double) {
        self.lateral = lateral
        self.depth = depth
    }

    static func + (left: Self, right: Self) -> Self {
        TissuePoint(lateral: left.lateral + right.lateral, depth: left.depth + right.depth)
    }

    static func - (left: Self, right: Self) -> Self {
        TissuePoint(lateral: left.lateral - right.lateral, depth: left.depth - right.depth)
    }
}
