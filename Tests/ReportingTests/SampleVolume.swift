import Anatomy
import Geometry
import StudyModel
import Testing

@testable import Reporting

extension Sample {
    static let volumeItems = (1...4).map { "s/\($0)" }

    /// A left nerve in slices 0, 1 and 3 of 4, the last located only; no right one.
    static func volume() throws -> DeepGlutealResult {
        let reference = ReferenceMuscle(
            muscle: .gluteusMaximus, median: 100, spread: 0.2, area: 812)
        let signal = NerveSignal(
            mean: 181.25, median: 180, percentile95: 240, standardDeviation: 30,
            reference: reference)
        func section(_ slice: Int, isMeasured: Bool) throws -> CourseSection {
            let part = NerveMeasurement(
                nerve: nerve(
                    rank: 1,
                    outline: try ellipse(column: 60, row: 40, halfColumns: 10, halfRows: 5)),
                calibration: try calibration(),
                quantities: [
                    .crossSectionalArea: Quantity(50), .perpendicularArea: Quantity(47.25),
                    .flatteningRatio: Quantity(2.5), .nerveMuscleRatio: Quantity(1.8125),
                ], flags: [])
            return CourseSection(
                slice: slice,
                centre: PatientPoint(left: 80, posterior: 50, superior: -4 * Double(slice)),
                direction: PatientPoint(left: 0.3, posterior: 0, superior: -0.954), obliquity: 17.4,
                parts: isMeasured ? .value([part]) : .abstained(.slantedSlice),
                levels: [
                    LevelAssignment(level: .piriformis, evidence: .landmark(.piriformis, area: 240))
                ],
                signal: isMeasured ? .value(signal) : .abstained(.referenceFatty))
        }
        let course = NerveCourse(
            side: .left,
            sections: [
                try section(0, isMeasured: true), try section(1, isMeasured: true),
                try section(3, isMeasured: false),
            ], gaps: [2])
        return DeepGlutealResult(
            sequence: .stir, courses: [.left: .value(course), .right: .abstained(.noCandidate)],
            spaces: spaces, muscles: muscles,
            comparisons: [
                SideComparison(
                    level: .piriformis, quantity: .perpendicularArea,
                    left: LevelSummary([(0, 47.25), (1, 48)]), right: nil, gap: .oneSideOnly)
            ], findings: findings)
    }

    private static let spaces = [14.2, 12.9].enumerated().map { index, distance in
        SpaceMeasurement(
            side: .left, space: .ischiofemoral, slice: 2 + index, distance: distance,
            from: PatientPoint(left: 60, posterior: 40, superior: -8),
            to: PatientPoint(left: 73, posterior: 40, superior: -8))
    }

    private static let muscles = [
        MuscleMeasurement(
            side: .left, structure: .piriformis, thickness: 16.6, thicknessSlice: 1, area: 880,
            volume: nil, signalRatio: 1.02)
    ]

    private static let findings = [
        Finding(
            site: .ischiofemoral, aspect: .structure, side: .left,
            rules: [
                RuleResult(
                    rule: "ischiofemoral space at most 15.0 mm", source: "Singer 2015",
                    isPublished: true, verdict: .supported,
                    numbers: [
                        .init(name: "ischiofemoral space", value: 12.9, unit: .millimetres)
                    ])
            ]),
        Finding(site: .ischiofemoral, aspect: .nerve, side: .left, rules: []),
    ]
}
