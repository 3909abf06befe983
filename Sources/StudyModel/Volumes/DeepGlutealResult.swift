import Anatomy

/// Everything that is measured in one MR volume.
package struct DeepGlutealResult: Sendable {
    package let sequence: MRSequenceKind
    package let courses: [Laterality: Outcome<NerveCourse, PathAbsence>]
    /// Every slice that shows a space; the narrowest of each side is the space.
    package let spaces: [SpaceMeasurement]
    package let muscles: [MuscleMeasurement]
    package let comparisons: [SideComparison]
    package let findings: [Finding]
    /// Whether spaces and muscles were measured at all; labels must be good enough for it.
    package let statesSurroundings: Bool

    package init(
        sequence: MRSequenceKind, courses: [Laterality: Outcome<NerveCourse, PathAbsence>],
        spaces: [SpaceMeasurement], muscles: [MuscleMeasurement], comparisons: [SideComparison],
        findings: [Finding], statesSurroundings: Bool = true
    ) {
        self.sequence = sequence
        self.courses = courses
        self.spaces = spaces
        self.muscles = muscles
        self.comparisons = comparisons
        self.findings = findings
        self.statesSurroundings = statesSurroundings
    }

    package func course(_ side: Laterality) -> NerveCourse? {
        if case .value(let course)? = courses[side] { course } else { nil }
    }

    package func narrowest(_ space: GlutealSpace, _ side: Laterality) -> SpaceMeasurement? {
        spaces.filter { $0.space == space && $0.side == side }.min { $0.distance < $1.distance }
    }

    package func muscle(_ structure: MeasuredStructure, _ side: Laterality) -> MuscleMeasurement? {
        muscles.first { $0.structure == structure && $0.side == side }
    }
}
