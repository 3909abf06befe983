import Anatomy
import StudyModel

extension CourseSection {
    /// What is compared between sides; `nil` where the nerve is divided or not measured.
    func value(of quantity: ComparedQuantity) -> Double? {
        guard !isDivided else { return nil }
        switch quantity {
        case .perpendicularArea: return sum(of: .perpendicularArea)
        case .flatteningRatio: return measurements.first?[.flatteningRatio]?.value
        case .nerveMuscleRatio:
            guard case .value(let signal)? = signal else { return nil }
            return signal.ratio
        }
    }

    func carries(_ level: GlutealLevel) -> Bool { levels.contains { $0.level == level } }
}

extension NerveCourse {
    func values(of quantity: ComparedQuantity, at level: GlutealLevel) -> [(
        slice: Int, value: Double
    )] {
        sections.filter { $0.carries(level) }.compactMap { section in
            section.value(of: quantity).map { (section.slice, $0) }
        }
    }

    func isDivided(at level: GlutealLevel) -> Bool {
        sections.contains { $0.carries(level) && $0.isDivided }
    }
}

/// Compares the sides level by level.
enum SideComparer {
    static func comparisons(_ left: NerveCourse?, _ right: NerveCourse?) -> [SideComparison] {
        GlutealLevel.allCases.flatMap { level in
            ComparedQuantity.allCases.compactMap { comparison(left, right, level, $0) }
        }
    }

    private static func comparison(
        _ left: NerveCourse?, _ right: NerveCourse?, _ level: GlutealLevel,
        _ quantity: ComparedQuantity
    ) -> SideComparison? {
        let ofLeft = left.flatMap { LevelSummary($0.values(of: quantity, at: level)) }
        let ofRight = right.flatMap { LevelSummary($0.values(of: quantity, at: level)) }
        guard ofLeft != nil || ofRight != nil else { return nil }
        let isDivided = [left, right].contains { $0?.isDivided(at: level) ?? false }
        return SideComparison(
            level: level, quantity: quantity, left: ofLeft, right: ofRight,
            gap: isDivided ? .dividedNerve : ofLeft == nil || ofRight == nil ? .oneSideOnly : nil)
    }
}
