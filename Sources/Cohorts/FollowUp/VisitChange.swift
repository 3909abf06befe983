import Anatomy

/// The nerve of one side and level at two visits of one patient: later minus first.
package struct VisitChange: Hashable, Sendable {
    /// Why there is no difference.
    package enum Obstacle: String, Hashable, Sendable, CaseIterable {
        case sideUnknown
        case levelUnknown
        case onlyFirstVisit
        case onlyLaterVisit
        case noScale
        case conventionsDiffer
        case modalitiesDiffer

        package var explanation: String {
            switch self {
            case .sideUnknown:
                "the side is not stated; state it in the sidecar file, since left must not be "
                    + "compared with right"
            case .levelUnknown:
                "the level is not stated; state it in the sidecar file, since the nerve tapers"
            case .onlyFirstVisit: "the later visit has no nerve of this side and level"
            case .onlyLaterVisit: "the first visit has no nerve of this side and level"
            case .noScale: "an image has no scale, and areas in pixels do not compare"
            case .conventionsDiffer: "the outlines follow different borders"
            case .modalitiesDiffer: "the images are of different modalities"
            }
        }
    }

    /// What lowers trust in a difference.
    package enum Caution: String, Hashable, Sendable, CaseIterable {
        case probeDiffers
        case probeUnknown
        case positionDiffers
        case positionUnknown
        case severalImages
        /// The headers of an MR series do not tell what it weighs.
        case sequenceUnknown
        /// Fluid around the nerve is possible.
        case earlyAfterTreatment
    }

    package enum Judgement: String, Hashable, Sendable, CaseIterable {
        case exceeds
        case within
        /// No minimum detectable change applies.
        case noneApplicable
    }

    package let first: Visit
    package let later: Visit
    package let side: Laterality?
    package let level: GlutealLevel?
    /// What the MR series weighs; `nil` for other pictures.
    package let sequence: String?
    package private(set) var obstacle: Obstacle?
    package private(set) var cautions: [Caution] = []
    package private(set) var firstArea: MeasuredArea?
    package private(set) var laterArea: MeasuredArea?

    /// - Parameters:
    ///   - images: of this side, level and sequence, of the first and of the later visit.
    ///   - earlyDays: up to this many days after the treatment fluid is possible.
    init(
        _ first: Visit, _ later: Visit, side: Laterality?, level: GlutealLevel?,
        sequence: String? = nil, images: (first: [VisitImage], later: [VisitImage]), earlyDays: Int
    ) {
        self.first = first
        self.later = later
        self.side = side
        self.level = level
        self.sequence = sequence
        firstArea = Self.area(of: images.first)
        laterArea = Self.area(of: images.later)
        obstacle = Self.obstacle(side, level, images)
        if obstacle == nil || obstacle == .noScale {
            cautions = Self.cautions(images)
            if let days = daysSinceTreatment, 0...earlyDays ~= days {
                cautions.append(.earlyAfterTreatment)
            }
        }
    }

    /// `nil` unless every image has one. Of the slices of a series, those that measure the nerve count.
    private static func area(of images: [VisitImage]) -> MeasuredArea? {
        let areas = images.compactMap(\.area)
        if images.contains(where: { $0.sequence != nil }) { return MeasuredArea(medianOf: areas) }
        return areas.count == images.count ? MeasuredArea(meanOf: areas) : nil
    }

    private static func obstacle(
        _ side: Laterality?, _ level: GlutealLevel?,
        _ images: (first: [VisitImage], later: [VisitImage])
    ) -> Obstacle? {
        if side == nil { return .sideUnknown }
        if level == nil { return .levelUnknown }
        if images.later.isEmpty { return .onlyFirstVisit }
        if images.first.isEmpty { return .onlyLaterVisit }
        let all = images.first + images.later
        if Set(all.map(\.convention)).count > 1 { return .conventionsDiffer }
        if Set(all.map(\.modality)).count > 1 { return .modalitiesDiffer }
        return area(of: images.first) == nil || area(of: images.later) == nil ? .noScale : nil
    }

    private static func cautions(
        _ images: (first: [VisitImage], later: [VisitImage])
    ) -> [Caution] {
        let all = images.first + images.later
        func judge(
            _ value: (VisitImage) -> String?, unknown: Caution, differs: Caution
        ) -> [Caution] {
            let values = all.map(value)
            if Set(values.compactMap { $0 }).count > 1 { return [differs] }
            return values.contains(nil) ? [unknown] : []
        }
        return judge(\.probe, unknown: .probeUnknown, differs: .probeDiffers)
            + judge(\.position, unknown: .positionUnknown, differs: .positionDiffers)
            + (isSeveral(images.first) || isSeveral(images.later) ? [.severalImages] : [])
            + (all.contains { $0.sequence == unknownSequence } ? [.sequenceUnknown] : [])
    }

    private static let unknownSequence = "unknown"

    /// The slices of one series are one picture of the nerve.
    private static func isSeveral(_ images: [VisitImage]) -> Bool {
        images.contains { $0.sequence == nil }
            ? images.count > 1 : Set(images.map(\.series)).count > 1
    }

    package var days: Int? {
        guard let start = first.date, let end = later.date else { return nil }
        return end.days(since: start)
    }

    package var daysSinceTreatment: Int? {
        guard let treatment = later.treatment ?? first.treatment, let date = later.date
        else { return nil }
        return date.days(since: treatment)
    }

    /// In mm², with the interval where both areas have one: distances to the ends add as squares
    /// (MOVER; Zou and Donner 2008, DOI 10.1002/sim.3095), which takes the errors of two days as
    /// independent.
    package var difference: MeasuredArea? {
        guard obstacle == nil, let before = firstArea, let after = laterArea else { return nil }
        let value = after.value - before.value
        guard let beforeLow = before.low, let beforeHigh = before.high, let afterLow = after.low,
            let afterHigh = after.high
        else { return MeasuredArea(value: value, low: nil, high: nil) }
        func reach(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        return MeasuredArea(
            value: value, low: value - reach(after.value - afterLow, beforeHigh - before.value),
            high: value + reach(afterHigh - after.value, before.value - beforeLow))
    }

    /// Of the first area.
    package var percent: Double? {
        guard let difference, let before = firstArea, before.value > 0 else { return nil }
        return 100 * difference.value / before.value
    }

    package func judgement(by change: DetectableChange?) -> Judgement? {
        guard let difference else { return nil }
        guard let change else { return .noneApplicable }
        return abs(difference.value) > change.squareMillimetres ? .exceeds : .within
    }
}
