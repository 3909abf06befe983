import Anatomy
import Geometry
import Ingesting
import StudyModel

/// What a reader said about one frame.
package struct FrameReading: Hashable, Sendable {
    /// What the frame is measured by; empty: what is found without help.
    package var seeds: [Seed] = []
    /// The points and boxes that outlines took the place of, for comparison.
    package var searched: [Seed] = []
    package var verdict: Verdict?
    package var comment = ""

    package init() {}

    /// Whether the reader has finished with the frame.
    package var isRead: Bool { verdict != nil }

    package var isEmpty: Bool { self == FrameReading() }
}

/// What a reader said about one study; the value that undo and redo restore.
package struct StudyReading: Hashable, Sendable {
    package var frames: [SeedFile.Target: FrameReading] = [:]
    package var inputs: [String: InputStatement] = [:]
    /// Of single MR slices.
    package var levels: [SeedFile.Target: [GlutealLevel]] = [:]

    package init() {}

    package subscript(frame target: SeedFile.Target) -> FrameReading {
        get { frames[target] ?? FrameReading() }
        set { frames[target] = newValue.isEmpty ? nil : newValue }
    }

    package subscript(input input: String) -> InputStatement {
        get { inputs[input] ?? InputStatement() }
        set { inputs[input] = newValue.isEmpty ? nil : newValue }
    }
}
