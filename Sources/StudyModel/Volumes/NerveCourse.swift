import Anatomy
import Geometry

/// One nerve measured slice by slice.
package struct NerveCourse: Sendable {
    package let side: Laterality
    /// By slice, at least one.
    package let sections: [CourseSection]
    package let gaps: [Int]

    package init(side: Laterality, sections: [CourseSection], gaps: [Int]) {
        self.side = side
        self.sections = sections
        self.gaps = gaps
    }

    package func section(at slice: Int) -> CourseSection? { sections.first { $0.slice == slice } }
}

/// The measurements of one slice of a nerve; located everywhere, measured where resolution allows.
package struct CourseSection: Sendable {
    package let slice: Int
    /// On the smooth axis, where it meets the slice.
    package let centre: PatientPoint
    /// Unit vector along the nerve, towards the feet.
    package let direction: PatientPoint
    /// Between the nerve and the normal of the slice, degrees.
    package let obliquity: Double
    /// One per outline, largest first; several where the nerve is divided. A reason when the nerve is
    /// located only.
    package var parts: Outcome<[NerveMeasurement], AbstentionReason>
    package var levels: [LevelAssignment]
    package var signal: Outcome<NerveSignal, SignalGap>?

    package init(
        slice: Int, centre: PatientPoint, direction: PatientPoint, obliquity: Double,
        parts: Outcome<[NerveMeasurement], AbstentionReason>, levels: [LevelAssignment] = [],
        signal: Outcome<NerveSignal, SignalGap>? = nil
    ) {
        self.slice = slice
        self.centre = centre
        self.direction = direction
        self.obliquity = obliquity
        self.parts = parts
        self.levels = levels
        self.signal = signal
    }

    package var measurements: [NerveMeasurement] {
        if case .value(let parts) = parts { parts } else { [] }
    }

    /// Whether the slice carries several parts, whose shapes say nothing about the whole.
    package var isDivided: Bool { measurements.count > 1 }

    /// Of all parts together.
    package func sum(of kind: QuantityKind) -> Double? {
        let values = measurements.compactMap { $0[kind]?.value }
        return values.isEmpty ? nil : values.reduce(0, +)
    }
}

/// A level that a slice carries on one side, and what says so.
package struct LevelAssignment: Hashable, Sendable {
    package enum Evidence: Hashable, Sendable {
        /// - area: of the landmark within reach of the nerve, mm².
        case landmark(AnatomicalLabel, area: Double)
        case operatorStated
    }

    package let level: GlutealLevel
    package let evidence: Evidence

    package init(level: GlutealLevel, evidence: Evidence) {
        self.level = level
        self.evidence = evidence
    }

    /// mm²; 0 without a landmark.
    package var landmarkArea: Double {
        if case .landmark(_, let area) = evidence { area } else { 0 }
    }
}
