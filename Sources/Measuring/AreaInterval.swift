import Foundation
import StudyModel

/// The 95 % model interval of a cross-sectional area.
///
/// Two independent sources, added in quadrature on the logarithmic scale: where the border lies
/// (`NerveOutline.areaFactors`) and the spacing, whose error is common to both axes and so counts
/// twice. It excludes differences between readers, probe tilt and pressure, and the speed of sound.
/// An outline without border factors, drawn by hand, has no interval: how well it was drawn is not
/// known.
enum AreaInterval {
    static func interval(
        area: Double, factors: ClosedRange<Double>?, spacingUncertainty: Double
    ) -> ClosedRange<Double>? {
        guard let factors, factors.lowerBound > 0, factors.upperBound.isFinite else { return nil }
        let low = log(factors.lowerBound)
        let high = log(factors.upperBound)
        let spacing = 2 * log(1 + spacingUncertainty)
        let half = (((high - low) / 2) * ((high - low) / 2) + spacing * spacing).squareRoot()
        let middle = (low + high) / 2
        return area * exp(middle - half)...area * exp(middle + half)
    }
}
