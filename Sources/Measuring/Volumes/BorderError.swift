import Foundation

/// How far the border of a nerve may be from where a model draws it.
enum BorderError {
    /// The factors of an area that such an error makes of it.
    ///
    /// - Parameters:
    ///   - error: true radius less that of the outline, as circles of the same area, mm.
    ///   - area: mm²
    /// - Returns: `nil` when the nerve is so small that nothing is left of it.
    static func factors(_ error: ClosedRange<Double>, area: Double) -> ClosedRange<Double>? {
        let radius = (area / .pi).squareRoot()
        guard radius + error.lowerBound > 0 else { return nil }
        func factor(_ error: Double) -> Double {
            let ratio = (radius + error) / radius
            return ratio * ratio
        }
        return factor(error.lowerBound)...factor(error.upperBound)
    }
}
