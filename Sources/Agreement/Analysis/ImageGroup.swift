import Anatomy

/// Images of one side and one level, or of all.
package struct ImageGroup: Hashable, Sendable {
    package enum Part<Value: Hashable & Sendable>: Hashable, Sendable {
        case all
        case known(Value)
        /// Nothing was stated.
        case unknown

        func holds(_ value: Value?) -> Bool {
            switch self {
            case .all: true
            case .known(let wanted): value == wanted
            case .unknown: value == nil
            }
        }
    }

    package let side: Part<Laterality>
    package let level: Part<GlutealLevel>

    package init(side: Part<Laterality> = .all, level: Part<GlutealLevel> = .all) {
        self.side = side
        self.level = level
    }

    package func contains(side: Laterality?, level: GlutealLevel?) -> Bool {
        self.side.holds(side) && self.level.holds(level)
    }

    /// All images; each side and each level that was stated at least once, and, where both were,
    /// each pair of them that occurs.
    package static func groups(of places: [(side: Laterality?, level: GlutealLevel?)])
        -> [ImageGroup]
    {
        let sides = parts(places.map(\.side))
        let levels = parts(places.map(\.level))
        var groups = [ImageGroup()]
        groups += sides.map { ImageGroup(side: $0) }
        groups += levels.map { ImageGroup(level: $0) }
        for side in sides {
            groups += levels.map { ImageGroup(side: side, level: $0) }
                .filter { group in
                    places.contains { group.contains(side: $0.side, level: $0.level) }
                }
        }
        return groups
    }

    /// In the order of the type; what is not stated comes last.
    private static func parts<Value: CaseIterable & Hashable & Sendable>(
        _ values: [Value?]
    ) -> [Part<Value>] {
        let known = Value.allCases.filter { values.contains($0) }.map { Part.known($0) }
        guard !known.isEmpty else { return [] }
        return known + (values.contains(nil) ? [.unknown] : [])
    }
}
