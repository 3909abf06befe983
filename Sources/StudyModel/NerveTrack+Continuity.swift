extension NerveTrack {
    /// What a frame is to whoever follows the nerve.
    package enum Continuity: Hashable, Sendable {
        /// Before the nerve is first seen.
        case notYetSeen
        case followed
        case missing
        /// Seen again after frames without it; how it came there is not known.
        case resumed

        /// Whether the frame is flagged `trackingGap`.
        package var isFlagged: Bool { self == .missing || self == .resumed }
    }

    /// One per sample.
    package var continuity: [Continuity] {
        var result: [Continuity] = []
        for sample in samples {
            let before = result.last ?? .notYetSeen
            switch (before, sample.measurement != nil) {
            case (.notYetSeen, false): result.append(.notYetSeen)
            case (_, false): result.append(.missing)
            case (.missing, true): result.append(.resumed)
            case (_, true): result.append(.followed)
            }
        }
        return result
    }
}
